#include "support/fake_aws.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "net/url.hpp"
#include "support/vectors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace certwright::test {
namespace {

/// A template whose serial has room for the number: parses like any other, though its signature is no longer
/// right.
std::string pem_numbered(std::uint64_t number) {
    static const Bytes leaf = [] {
        const std::string pem = vector_file("x509/leaf.pem");
        const auto begin = pem.find("-----\n") + 6;
        return from_base64(pem.substr(begin, pem.find("-----END") - begin));
    }();
    // Certificate and TBSCertificate are SEQUENCEs of more than 255 bytes; then [0] version (5 bytes) and
    // INTEGER serial (RFC 5280 section 4.1), which gets room for a byte in front and the number.
    Bytes der = leaf;
    constexpr std::size_t tbs = 4, serial = tbs + 4 + 5;
    ensure(der[1] == 0x82 && der[tbs + 1] == 0x82 && der[serial] == 0x02,
           "the template certificate is as expected");
    const std::size_t grown = 9 - der[serial + 1];
    for (const std::size_t sequence : {std::size_t{0}, tbs}) {
        const std::size_t length = (der[sequence + 2] * 256u + der[sequence + 3]) + grown;
        der[sequence + 2] = static_cast<std::uint8_t>(length >> 8);
        der[sequence + 3] = static_cast<std::uint8_t>(length);
    }
    der[serial + 1] = 9;
    der.insert(der.begin() + serial + 2, grown, std::uint8_t{0});
    der[serial + 2] = 1;  // neither negative nor written with zeros in front
    for (std::size_t i = 0; i < 8; ++i)
        der[serial + 2 + 8 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    const std::string text = to_base64(der);
    std::string pem = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t i = 0; i < text.size(); i += 64) pem += text.substr(i, 64) + "\n";
    return pem + "-----END CERTIFICATE-----\n";
}

double seconds(Time time) {
    return static_cast<double>(to_micros(time)) / 1e6;
}

json::object summary(const FakeAws::Certificate& c) {
    json::object row{{"CertificateArn", c.arn},
                     {"DomainName", c.domain_name},
                     {"Status", c.status},
                     {"Type", c.type},
                     {"KeyAlgorithm", c.key_algorithm},
                     {"InUse", c.in_use},
                     {"RenewalEligibility", "INELIGIBLE"},
                     {"CreatedAt", seconds(c.not_before)},
                     {"HasAdditionalSubjectAlternativeNames", c.names.size() > 100}};
    json::array names;
    for (std::size_t i = 0; i < std::min<std::size_t>(100, c.names.size()); ++i)
        names.emplace_back(c.names[i]);
    row["SubjectAlternativeNameSummaries"] = std::move(names);
    if (c.status == "PENDING_VALIDATION") return row;
    row["NotBefore"] = seconds(c.not_before);
    row["NotAfter"] = seconds(c.not_after);
    return row;
}

std::string serial_of(const FakeAws::Certificate& c) {
    return fmt::format("01{:016x}", c.number);
}

json::object detail(const FakeAws::Certificate& c) {
    json::object object = summary(c);
    object.erase("SubjectAlternativeNameSummaries");
    object["SubjectAlternativeNames"] = json::from_texts(c.names);
    object["InUseBy"] =
        c.in_use ? json::array{"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1"}
                 : json::array{};
    json::array validations;
    if (c.status == "PENDING_VALIDATION") {
        json::object one{{"DomainName", c.domain_name},
                         {"ValidationMethod", "DNS"},
                         {"ValidationStatus", "PENDING_VALIDATION"}};
        if (c.lists_validation_records)
            one["ResourceRecord"] = json::object{{"Name", "_a." + c.domain_name + "."},
                                                 {"Type", "CNAME"},
                                                 {"Value", "_b.acm-validations.aws."}};
        validations.push_back(std::move(one));
    } else {
        object["Serial"] = serial_of(c);
    }
    object["DomainValidationOptions"] = std::move(validations);
    return object;
}

/// What lists show when no key types are asked for: ACM's trap.
bool passes_key_types(const FakeAws::Certificate& c, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return c.key_algorithm == "RSA_2048" || c.key_algorithm == "RSA_1024";
    return std::find(wanted.begin(), wanted.end(), c.key_algorithm) != wanted.end();
}

std::string region_of_arn(const std::string& arn) {
    const auto begin = arn.find(":acm:") + 5;
    return arn.substr(begin, arn.find(':', begin) - begin);
}

net::ClientResponse ok(const json::value& value) {
    return {200, {{"Content-Type", "application/x-amz-json-1.1"}}, boost::json::serialize(value)};
}

/// …Credential=KEY/DATE/REGION/SERVICE/aws4_request…
std::pair<std::string, std::string> scope_of(const net::ClientRequest& request) {
    const std::string header{request.headers.find("Authorization").value_or("")};
    const auto begin = header.find("Credential=");
    std::vector<std::string> parts{""};
    for (const char c : header.substr(begin == std::string::npos ? header.size() : begin))
        c == '/' ? parts.emplace_back() : (parts.back() += c, parts.back());
    return parts.size() < 5 ? std::pair<std::string, std::string>{} : std::pair{parts[2], parts[3]};
}

}  // namespace

void FakeAws::fill(const std::string& name, std::size_t certificates) {
    auto& list = regions_[name];
    for (std::size_t i = 0; i < certificates; ++i) {
        Certificate c;
        c.number = std::hash<std::string>{}(name) + i + 1;
        c.arn = fmt::format("arn:aws:acm:{}:{}:certificate/{:08x}-0000-4000-8000-{:012x}", name, account_id,
                            i, i);
        c.domain_name = fmt::format("host-{}.{}.example.test", i, name);
        c.names = {c.domain_name, "www." + c.domain_name};
        c.key_algorithm = i % 2 == 0 ? "RSA_2048" : "EC_prime256v1";
        c.not_before = parse_rfc3339("2026-01-01T00:00:00Z");
        c.not_after = c.not_before + std::chrono::days{90 + static_cast<int>(i % 400)};
        list.push_back(std::move(c));
    }
}

std::map<std::string, std::int64_t> FakeAws::calls() const {
    const std::scoped_lock lock{mutex_};
    return calls_;
}

std::int64_t FakeAws::total_calls() const {
    std::int64_t sum = 0;
    for (const auto& [operation, count] : calls()) sum += count;
    return sum;
}

void FakeAws::forget_calls() {
    const std::scoped_lock lock{mutex_};
    calls_.clear();
}

net::ClientResponse FakeAws::error(int status, const std::string& code, const std::string& message) {
    net::ClientResponse response = ok(json::object{{"__type", code}, {"message", message}});
    response.status = status;
    return response;
}

std::variant<net::ClientResponse, net::NoResponse> FakeAws::send(const net::ClientRequest& request,
                                                                 std::stop_token stop) {
    const auto [region, service] = scope_of(request);
    std::string operation;
    if (const auto target = request.headers.find("X-Amz-Target")) {
        operation = target->substr(target->find('.') + 1);
    } else {
        for (const auto& [name, value] : net::parse_query(request.body))
            if (name == "Action") operation = value;
    }
    operation.insert(0, service + ":");
    {
        const std::scoped_lock lock{mutex_};
        ++calls_[operation];
    }
    if (latency > Duration{}) std::this_thread::sleep_for(latency);
    if (stop.stop_requested()) return net::NoResponse{net::TransportFailure::cancelled, true, "cancelled"};
    if (intercept)
        if (auto intercepted = intercept(operation, region)) return std::move(*intercepted);
    if (denied_operations.contains(operation))
        return error(400, "AccessDeniedException", "User is not authorized to perform: " + operation);
    return answer(operation, region, request.body);
}

net::ClientResponse FakeAws::answer(const std::string& operation, const std::string& region,
                                    const std::string& body) {
    if (operation.starts_with("acm:") || operation.starts_with("tagging:"))
        return json_answer(operation, region, body);
    return query_answer(operation);
}

FakeAws::Certificate* FakeAws::find(const std::string& arn) {
    auto& list = regions_[region_of_arn(arn)];
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Certificate& c) { return c.arn == arn; });
    return found == list.end() ? nullptr : &*found;
}

net::ClientResponse FakeAws::json_answer(const std::string& operation, const std::string& region,
                                         const std::string& body) {
    const json::value parsed = json::parse(body.empty() ? "{}" : body, "a request");
    const json::object& input = parsed.as_object();
    const std::scoped_lock lock{mutex_};
    const auto page = [&](std::size_t most, const auto& write, const auto& passes, const char* key) {
        std::size_t at = 0;
        if (const auto token = json::text(input, "NextToken")) at = std::stoul(*token);
        const auto& list = regions_[region];
        json::array rows;
        for (; at < list.size() && rows.size() < most; ++at)
            if (passes(list[at])) rows.push_back(write(list[at]));
        json::object output{{key, std::move(rows)}};
        if (at < list.size()) output["NextToken"] = std::to_string(at);
        return ok(output);
    };
    if (operation == "acm:ListCertificates") {
        const json::value* includes = json::find(input, "Includes");
        const auto types =
            includes ? json::texts(includes->as_object(), "keyTypes") : std::vector<std::string>{};
        return page(
            static_cast<std::size_t>(json::integer(input, "MaxItems").value_or(100)), summary,
            [&](const Certificate& c) { return passes_key_types(c, types); }, "CertificateSummaryList");
    }
    if (operation == "acm:SearchCertificates") {
        switch (search) {
            case Search::available:
                break;
            case Search::denied:
                return error(403, "AccessDeniedException",
                             "User is not authorized to perform: acm:SearchCertificates");
            case Search::unknown_operation:
                return error(400, "UnknownOperationException", "");
            case Search::html_error:
                return {500, {{"Content-Type", "text/html"}}, "<!doctype html><title>500</title>"};
        }
        const auto write = [](const Certificate& c) {
            return json::object{{"CertificateArn", c.arn},
                                {"X509Attributes", json::object{{"SerialNumber", serial_of(c)}}},
                                {"CertificateMetadata", json::object{{"AcmCertificateMetadata",
                                                                      json::object{{"Status", c.status}}}}}};
        };
        return page(
            static_cast<std::size_t>(json::integer(input, "MaxResults").value_or(100)), write,
            [](const Certificate&) { return true; }, "Results");
    }
    if (operation == "tagging:GetResources") {
        json::array mappings;
        for (const std::string& arn : json::texts(input, "ResourceARNList")) {
            const Certificate* c = find(arn);
            if (!c || c->tags.empty()) continue;
            json::array tags;
            for (const auto& [key, value] : c->tags)
                tags.push_back(json::object{{"Key", key}, {"Value", value}});
            mappings.push_back(json::object{{"ResourceARN", arn}, {"Tags", std::move(tags)}});
        }
        return ok(json::object{{"ResourceTagMappingList", std::move(mappings)}});
    }
    const std::string arn = json::text(input, "CertificateArn").value_or("");
    if (arn.empty()) return error(400, "UnknownOperationException", operation);
    const Certificate* c = find(arn);
    if (!c) return error(400, "ResourceNotFoundException", "Could not find certificate " + arn);
    if (operation == "acm:DescribeCertificate") return ok(json::object{{"Certificate", detail(*c)}});
    if (operation == "acm:GetCertificate") {
        if (c->status == "PENDING_VALIDATION")
            return error(400, "RequestInProgressException", "not issued yet");
        return ok(json::object{{"Certificate", pem_numbered(c->number)},
                               {"CertificateChain", vector_file("x509/intermediate.pem")}});
    }
    return error(400, "UnknownOperationException", operation);
}

net::ClientResponse FakeAws::query_answer(const std::string& operation) const {
    const auto xml = [](std::string body) {
        return net::ClientResponse{200, {{"Content-Type", "text/xml"}}, std::move(body)};
    };
    if (operation == "sts:GetCallerIdentity")
        return xml(
            fmt::format("<GetCallerIdentityResponse "
                        "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                        "<Arn>arn:aws:iam::{0}:user/test</Arn><UserId>AIDA</UserId><Account>{0}</Account>"
                        "</GetCallerIdentityResult></GetCallerIdentityResponse>",
                        account_id));
    if (operation == "ec2:DescribeRegions") {
        std::string list;
        const std::scoped_lock lock{mutex_};
        for (const auto& [name, certificates] : regions_)
            list += "<item><regionName>" + name +
                    "</regionName><optInStatus>opt-in-not-required</optInStatus></item>";
        return xml(
            "<DescribeRegionsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><regionInfo>" +
            list + "</regionInfo></DescribeRegionsResponse>");
    }
    if (operation == "iam:ListServerCertificates")
        return xml(
            "<ListServerCertificatesResponse "
            "xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListServerCertificatesResult>"
            "<IsTruncated>false</IsTruncated><ServerCertificateMetadataList/></"
            "ListServerCertificatesResult></ListServerCertificatesResponse>");
    return {400,
            {{"Content-Type", "text/xml"}},
            "<ErrorResponse><Error><Code>InvalidAction</Code><Message>" + operation +
                "</Message></Error></ErrorResponse>"};
}

}  // namespace certwright::test
