#include "sandbox/acm/world_prover.hpp"

#include "base/error.hpp"
#include "net/url.hpp"
#include "sandbox/acm/caa_rules.hpp"
#include "sandbox/acm/requested_names.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::acm {
namespace {

constexpr int most_hops = 5;

bool found_nothing(const dns::Lookup& lookup) {
    return lookup.status == dns::LookupStatus::no_such_name || lookup.status == dns::LookupStatus::no_data;
}

/// A server that is responsible for nothing there says so; it holds no record against anybody.
bool was_refused(const dns::Lookup& lookup) {
    return lookup.status == dns::LookupStatus::servers_failed &&
           lookup.detail.find("REFUSED") != std::string::npos;
}

}  // namespace

bool WorldProver::leads_to(const std::string& name, const std::string& value) {
    const auto wanted = dns::Name::parse(value);
    auto at = dns::Name::parse(name);
    for (int hop = 0; hop < most_hops; ++hop) {
        const auto lookup = resolver_->lookup(at, dns::RecordType::cname, {});
        if (lookup.status != dns::LookupStatus::answered || lookup.records.empty()) return false;
        at = dns::target(lookup.records.front());
        if (at == wanted) return true;
    }
    return false;
}

bool WorldProver::caa_allows(const std::string& name) {
    for (const auto& asked : dns::caa_climb(dns::Name::parse(name))) {
        const auto lookup = resolver_->lookup(asked, dns::RecordType::caa, {});
        if (found_nothing(lookup) || was_refused(lookup)) continue;
        if (lookup.status != dns::LookupStatus::answered) return false;
        std::vector<dns::Caa> records;
        try {
            for (const auto& record : lookup.records) records.push_back(dns::Caa::of(record));
        } catch (const Error&) {
            return false;
        }
        return lets_amazon_issue(records, name.starts_with("*."));
    }
    return true;
}

void WorldProver::ask_by_mail(const Question& question) {
    ValidationMail mail{.id = random_uuid(),
                        .sent_at = now_(),
                        .to = question.address,
                        .arn = question.arn,
                        .account_id = question.account_id,
                        .region = question.region,
                        .domain = question.domain,
                        .approval_path = fmt::format("approve?arn={}&domain={}&approval={}",
                                                     net::percent_encode(question.arn),
                                                     net::percent_encode(question.domain), question.approval),
                        .approval_url = "",
                        .for_renewal = question.for_renewal};
    mail.approval_url = approvals_ + "/" + mail.approval_path;
    post_office_.post(std::move(mail));
}

}  // namespace certwright::sandbox::acm
