#pragma once

#include "importing_aws.hpp"
#include "net/transport.hpp"
#include "net/url.hpp"
#include "x509/certificate.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// IAM's server certificates as far as deployments use them, in this process. A test can answer for it, and
/// can have the caller killed before or after any call.
class HoldingIam final : public net::Transport {
  public:
    struct Held {
        std::string name, certificate, chain;
        std::map<std::string, std::string> tags;
        bool is_used = false;  ///< by a load balancer

        std::string arn() const { return "arn:aws:iam::123456789012:server-certificate/" + name; }
    };
    using Answer = ImportingAws::Answer;
    using Killed = ImportingAws::Killed;

    std::vector<Held> held;
    std::vector<std::string> calls;  ///< operations
    /// Asked before a call has any effect; an answer replaces it.
    std::function<std::optional<Answer>(const std::string& operation)> before;
    /// Asked after the effect; an answer replaces the right one.
    std::function<std::optional<Answer>(const std::string& operation)> after;

    std::ptrdiff_t count(const std::string& operation) const { return std::ranges::count(calls, operation); }
    Held* find(const std::string& name) {
        const auto found = std::ranges::find(held, name, &Held::name);
        return found == held.end() ? nullptr : &*found;
    }

    Answer send(const net::ClientRequest& request, std::stop_token) override {
        std::map<std::string, std::string> input;
        for (const auto& [name, value] : net::parse_query(request.body)) input[name] = value;
        const std::string operation = input["Action"];
        calls.push_back(operation);
        if (before)
            if (auto answer = before(operation)) return std::move(*answer);
        net::ClientResponse answer = answer_to(operation, input);
        if (after)
            if (auto other = after(operation)) return std::move(*other);
        return answer;
    }

  private:
    using Input = std::map<std::string, std::string>;

    static std::string element(const std::string& name, const std::string& content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }
    static net::ClientResponse ok(const std::string& operation, const std::string& result) {
        return {200, {}, element(operation + "Response", element(operation + "Result", result))};
    }
    static net::ClientResponse refused(int status, const std::string& code) {
        return {status,
                {},
                element("ErrorResponse",
                        element("Error", element("Code", code) + element("Message", code + " it is")))};
    }
    static std::string metadata(const Held& one) {
        return element("Arn", one.arn()) + element("ServerCertificateId", "ASCA" + one.name) +
               element("ServerCertificateName", one.name) + element("Path", "/");
    }
    static void read_tags(Input& input, Held& one) {
        for (int number = 1;; ++number) {
            const std::string member = "Tags.member." + std::to_string(number);
            if (!input.contains(member + ".Key")) return;
            one.tags[input[member + ".Key"]] = input[member + ".Value"];
        }
    }

    net::ClientResponse answer_to(const std::string& operation, Input& input) {
        if (operation == "ListServerCertificates") {
            std::string rows;
            for (const Held& one : held) rows += element("member", metadata(one));
            return ok(operation, element("ServerCertificateMetadataList", rows));
        }
        Held* one = find(input["ServerCertificateName"]);
        if (operation == "UploadServerCertificate") {
            if (one) return refused(409, "EntityAlreadyExists");
            held.push_back(
                {input["ServerCertificateName"], input["CertificateBody"], input["CertificateChain"], {}});
            read_tags(input, held.back());
            return ok(operation, element("ServerCertificateMetadata", metadata(held.back())));
        }
        if (!one) return refused(404, "NoSuchEntity");
        if (operation == "GetServerCertificate") return ok(operation, whole(*one));
        if (operation == "TagServerCertificate") {
            read_tags(input, *one);
            return ok(operation, "");
        }
        if (operation != "DeleteServerCertificate") return refused(400, "InvalidAction");
        if (one->is_used) return refused(409, "DeleteConflict");
        std::erase_if(held, [&](const Held& each) { return &each == one; });
        return ok(operation, "");
    }
    static std::string whole(const Held& one) {
        std::string tags;
        for (const auto& [key, value] : one.tags)
            tags += element("member", element("Key", key) + element("Value", value));
        return element("ServerCertificate", element("ServerCertificateMetadata", metadata(one)) +
                                                element("CertificateBody", one.certificate) +
                                                element("CertificateChain", one.chain) +
                                                element("Tags", tags));
    }
};

}  // namespace certwright::lifecycle
