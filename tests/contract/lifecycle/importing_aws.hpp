#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "net/transport.hpp"
#include "support/fake_aws.hpp"
#include "x509/certificate.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// ACM as far as deployments use it, in this process: real certificates, an ARN for every import, tags on
/// first imports only. A test can answer for it, and can have the caller killed before or after any call.
class ImportingAws final : public net::Transport {
  public:
    struct Held {
        std::string arn, certificate, chain;
        std::map<std::string, std::string> tags;
        Time imported_at;

        std::string fingerprint() const {
            return x509::fingerprint_sha256(x509::pem_to_ders(certificate).front());
        }
    };
    using Answer = std::variant<net::ClientResponse, net::NoResponse>;
    /// Thrown out of a call: the process is gone, and whatever it would have done is not done.
    struct Killed {};

    explicit ImportingAws(Clock& clock) : clock_(clock) {}

    std::vector<Held> held;
    std::vector<std::string> calls;                                   ///< operations
    std::int64_t most_imported = 2500, most_imported_in_year = 5000;  ///< as Service Quotas tells
    std::string denied;  ///< "acm:ImportCertificate": what policies do not allow the caller
    /// Asked before a call has any effect; an answer replaces it.
    std::function<std::optional<Answer>(const std::string& operation)> before;
    /// Asked after the effect; an answer replaces the right one.
    std::function<std::optional<Answer>(const std::string& operation)> after;

    std::ptrdiff_t count(const std::string& operation) const { return std::ranges::count(calls, operation); }
    /// Somebody else imports.
    std::string import(const std::string& certificate, const std::string& chain, std::string arn = "") {
        if (arn.empty()) {
            arn = "arn:aws:acm:us-east-1:123456789012:certificate/" + std::to_string(++number_);
            held.push_back({arn, certificate, chain, {}, clock_.now()});
            return arn;
        }
        Held& one = *find(arn);
        one.certificate = certificate;
        one.chain = chain;
        one.imported_at = clock_.now();
        return arn;
    }
    Held* find(const std::string& arn) {
        const auto found = std::ranges::find(held, arn, &Held::arn);
        return found == held.end() ? nullptr : &*found;
    }

    static Answer lost() { return net::NoResponse{net::TransportFailure::reset, true, "connection reset"}; }

    Answer send(const net::ClientRequest& request, std::stop_token) override {
        const std::string target{request.headers.find("X-Amz-Target").value_or("")};
        if (target.empty()) return answer_about_caller(request.body);
        const std::string operation = target.substr(target.find('.') + 1);
        const std::scoped_lock lock{mutex_};
        calls.push_back(operation);
        if (before)
            if (auto answer = before(operation)) return std::move(*answer);
        const json::value parsed = json::parse(request.body, "a request");
        net::ClientResponse answer = answer_to(operation, parsed.as_object());
        if (after)
            if (auto other = after(operation)) return std::move(*other);
        return answer;
    }

  private:
    /// STS and IAM: without `denied` nobody says who asks, so that no policy is looked at.
    net::ClientResponse answer_about_caller(const std::string& body) const {
        const auto xml = [](int status, const std::string& text) {
            return net::ClientResponse{status, {{"Content-Type", "text/xml"}}, text};
        };
        if (denied.empty())
            return xml(403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
        if (body.find("Action=GetCallerIdentity") != std::string::npos)
            return xml(200,
                       "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>"
                       "<Arn>arn:aws:iam::123456789012:user/limited</Arn><UserId>AIDA</UserId>"
                       "</GetCallerIdentityResult></GetCallerIdentityResponse>");
        return xml(200,
                   "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>"
                   "<member><EvalActionName>" +
                       denied +
                       "</EvalActionName><EvalDecision>implicitDeny</EvalDecision></member>"
                       "</EvaluationResults><IsTruncated>false</IsTruncated>"
                       "</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>");
    }
    static net::ClientResponse ok(const json::object& body) {
        return {200, {{"Content-Type", "application/x-amz-json-1.1"}}, boost::json::serialize(body)};
    }
    static double seconds(Time time) { return static_cast<double>(to_micros(time)) / 1e6; }

    json::object describe(const Held& one) const {
        const auto leaf = x509::parse_der(x509::pem_to_ders(one.certificate).front());
        return {{"CertificateArn", one.arn},
                {"DomainName", leaf.common_name},
                {"SubjectAlternativeNames", json::from_texts(leaf.dns_names)},
                {"SubjectAlternativeNameSummaries", json::from_texts(leaf.dns_names)},
                {"Serial", leaf.serial},
                {"Type", "IMPORTED"},
                {"Status", "ISSUED"},
                {"KeyAlgorithm", leaf.key_algorithm},
                {"ImportedAt", seconds(one.imported_at)},
                {"NotBefore", seconds(leaf.not_before)},
                {"NotAfter", seconds(leaf.not_after)}};
    }

    net::ClientResponse answer_to(const std::string& operation, const json::object& input) {
        if (operation == "ListCertificates") {
            json::array rows;
            for (const Held& one : held) rows.push_back(describe(one));
            return ok({{"CertificateSummaryList", std::move(rows)}});
        }
        if (operation == "ListServiceQuotas") return ok({{"Quotas", quotas()}});
        const auto arn = json::text(input, "CertificateArn").value_or("");
        Held* one = find(arn);
        if (operation == "ImportCertificate") return ok({{"CertificateArn", take(input, arn)}});
        if (!one) return test::FakeAws::error(400, "ResourceNotFoundException", "no certificate " + arn);
        if (operation == "DescribeCertificate") return ok({{"Certificate", describe(*one)}});
        if (operation == "GetCertificate")
            return ok({{"Certificate", one->certificate}, {"CertificateChain", one->chain}});
        if (operation == "AddTagsToCertificate") {
            read_tags(input, *one);
            return ok({});
        }
        if (operation == "ListTagsForCertificate") {
            json::array tags;
            for (const auto& [key, value] : one->tags)
                tags.push_back(json::object{{"Key", key}, {"Value", value}});
            return ok({{"Tags", std::move(tags)}});
        }
        return test::FakeAws::error(400, "UnknownOperationException", operation);
    }

    json::array quotas() const {
        return {json::object{{"QuotaCode", "L-D2CB7DE9"}, {"Value", most_imported}},
                json::object{{"QuotaCode", "L-3808DC70"}, {"Value", most_imported_in_year}}};
    }

    std::string take(const json::object& input, const std::string& arn) {
        const auto blob = [&](std::string_view key) {
            const Bytes bytes = from_base64(json::text(input, key).value_or(""));
            return std::string{as_text(bytes)};
        };
        const std::string kept = import(blob("Certificate"), blob("CertificateChain"), arn);
        read_tags(input, *find(kept));
        return kept;
    }
    static void read_tags(const json::object& input, Held& one) {
        if (const json::value* tags = json::find(input, "Tags"))
            for (const json::value& tag : tags->as_array())
                one.tags[*json::text(tag.as_object(), "Key")] =
                    json::text(tag.as_object(), "Value").value_or("");
    }

    Clock& clock_;
    std::mutex mutex_;  ///< pre-flights ask several regions at once
    int number_ = 0;
};

}  // namespace certwright::lifecycle
