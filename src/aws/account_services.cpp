#include "aws/account_services.hpp"

#include "aws/account_codec.hpp"
#include "aws/ask.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::aws {

// Needs no permission; an empty region is the partition's default.
Outcome<CallerIdentity> get_caller_identity(Client& client, const CallContext& context) {
    const Call call{.service = Service::sts, .operation = "GetCallerIdentity", .region = {}, .body = {}};
    return ask(client, call, context, parse_caller_identity);
}

Outcome<std::vector<Region>> describe_regions(Client& client, const CallContext& context) {
    const Call call{
        .service = Service::ec2, .operation = "DescribeRegions", .region = {}, .body = "AllRegions=true"};
    auto regions = ask(client, call, context, parse_regions);
    // Emulators list those of every partition, where this account's keys mean nothing.
    if (regions)
        std::erase_if(*regions, [&](const Region& region) {
            return partition_of_region(region.name) != client.site().partition;
        });
    return regions;
}

Outcome<std::map<std::string, acm::Tags>> get_resource_tags(Client& client, const std::string& region,
                                                            const std::vector<std::string>& arns,
                                                            const CallContext& context) {
    constexpr std::size_t most_arns = 100;
    ensure(arns.size() <= most_arns, "tags are asked for at most 100 ARNs at once");
    std::map<std::string, acm::Tags> tags;
    if (arns.empty()) return tags;
    std::string token;
    // AWS answers a list of ARNs on one page; emulators page it.
    for (std::size_t pages = 0; pages <= most_arns; ++pages) {
        const Call call{.service = Service::tagging,
                        .operation = "GetResources",
                        .region = region,
                        .body = resource_tags_request(arns, token)};
        auto page = ask(client, call, context, parse_resource_tags);
        if (!page) return page.failure();
        tags.merge((*page).tags);
        token = page->pagination_token;
        if (token.empty()) return tags;
    }
    return malformed_answer(
        {.service = Service::tagging, .operation = "GetResources", .region = region, .body = {}},
        Error{Fault::invalid, "the answer has more pages than ARNs were asked for"});
}

Outcome<CertificateAuthorityPage> list_certificate_authorities(Client& client, const std::string& region,
                                                               bool shared, const std::string& next_token,
                                                               const CallContext& context) {
    const Call call{.service = Service::acm_pca,
                    .operation = "ListCertificateAuthorities",
                    .region = region,
                    .body = certificate_authorities_request(shared, next_token)};
    return ask(client, call, context, parse_certificate_authorities);
}

Outcome<CertificateAuthority> describe_certificate_authority(Client& client, const std::string& region,
                                                             const std::string& arn,
                                                             const CallContext& context) {
    const Call call{.service = Service::acm_pca,
                    .operation = "DescribeCertificateAuthority",
                    .region = region,
                    .body = boost::json::serialize(json::object{{"CertificateAuthorityArn", arn}})};
    return ask(client, call, context, parse_certificate_authority);
}

}  // namespace certwright::aws
