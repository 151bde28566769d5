#include "sandbox/auth/signature.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"
#include "crypto/hmac.hpp"
#include "net/url.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace certwright::sandbox {
namespace {

constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view without_spaces(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// 20260131T235959Z, nullopt for anything else.
std::optional<Time> parse_basic_time(std::string_view text) {
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t size) { return text.substr(at, size); };
    try {
        return parse_rfc3339(fmt::format("{}-{}-{}T{}:{}:{}Z", part(0, 4), part(4, 2), part(6, 2), part(9, 2),
                                         part(11, 2), part(13, 2)));
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string basic_time(Time time) {
    return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

ReadSignature refused(Doubt doubt, std::string message) {
    return {.signature = std::nullopt, .refusal = {doubt, std::move(message)}};
}

/// "Credential=…, SignedHeaders=…, Signature=…" by name.
std::map<std::string, std::string> parameters_of(std::string_view text) {
    std::map<std::string, std::string> found;
    for (const auto& part : split(text, ',')) {
        const auto trimmed = without_spaces(part);
        const auto equals = trimmed.find('=');
        if (equals != trimmed.npos) found.emplace(trimmed.substr(0, equals), trimmed.substr(equals + 1));
    }
    return found;
}

/// Every field of that name, values joined by commas, runs of spaces made one.
std::string canonical_value(const net::Headers& headers, std::string_view name) {
    std::string value;
    bool first = true;
    for (const auto& [field, content] : headers) {
        if (!net::equal_ignoring_case(field, name)) continue;
        if (!first) value += ',';
        first = false;
        bool spaced = false;
        for (const char character : without_spaces(content)) {
            if (character == ' ' && spaced) continue;
            spaced = character == ' ';
            value += character;
        }
    }
    return value;
}

/// The path as it was sent, escaped once more: every service but S3.
std::string canonical_path(std::string_view target) {
    const auto path = target.substr(0, target.find('?'));
    std::string canonical;
    for (const auto& segment : split(path, '/')) canonical += "/" + net::percent_encode(segment);
    return canonical.substr(1).empty() ? "/" : canonical.substr(1);
}

std::string canonical_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& [name, value] : net::parse_query(query)) {
        pairs.emplace_back(net::percent_encode(name), net::percent_encode(value));
    }
    std::sort(pairs.begin(), pairs.end());
    std::string text;
    for (const auto& [name, value] : pairs) text += (text.empty() ? "" : "&") + name + "=" + value;
    return text;
}

std::string payload_hash(const net::ServerRequest& request) {
    const auto stated = request.headers.find("X-Amz-Content-Sha256");
    if (stated && *stated == "UNSIGNED-PAYLOAD") return std::string{*stated};
    return crypto::sha256_hex(as_bytes(request.body));
}

std::string canonical_request(const Signature& signature, const net::ServerRequest& request) {
    std::string text =
        request.method + "\n" + canonical_path(request.target) + "\n" + canonical_query(request.query) + "\n";
    for (const auto& name : signature.signed_headers) {
        text += name + ":" + canonical_value(request.headers, name) + "\n";
    }
    return text + fmt::format("\n{}\n", fmt::join(signature.signed_headers, ";")) + payload_hash(request);
}

}  // namespace

ReadSignature read_signature(const net::ServerRequest& request) {
    const auto header = request.headers.find("Authorization");
    if (!header) return refused(Doubt::missing_token, "Missing Authentication Token");
    if (!header->starts_with(signing_algorithm)) {
        return refused(Doubt::incomplete, "Unsupported AWS 'algorithm': the sandbox takes AWS4-HMAC-SHA256");
    }
    auto parts = parameters_of(header->substr(signing_algorithm.size()));
    std::string missing;
    for (const auto* name : {"Credential", "Signature", "SignedHeaders"}) {
        if (!parts.contains(name))
            missing += fmt::format("Authorization header requires '{}' parameter. ", name);
    }
    const auto date = request.headers.find("X-Amz-Date");
    if (!date)
        missing += "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
    if (!missing.empty())
        return refused(Doubt::incomplete, missing + "Authorization=" + std::string{*header});

    const auto scope = split(parts["Credential"], '/');
    if (scope.size() != 5 || scope[4] != "aws4_request") {
        return refused(Doubt::incomplete,
                       "Credential must have exactly 5 slash-delimited elements, e.g. "
                       "keyid/date/region/service/term, got '" +
                           parts["Credential"] + "'");
    }
    const auto time = parse_basic_time(*date);
    if (!time) {
        return refused(Doubt::incomplete,
                       fmt::format("Date must be in ISO-8601 'basic format'. Got '{}'. See "
                                   "http://en.wikipedia.org/wiki/ISO_8601",
                                   *date));
    }
    return {.signature = Signature{.access_key_id = scope[0],
                                   .date = scope[1],
                                   .region = scope[2],
                                   .service = scope[3],
                                   .signed_headers = split(parts["SignedHeaders"], ';'),
                                   .value = parts["Signature"],
                                   .time_text = std::string{*date},
                                   .time = *time}};
}

bool is_made_by(std::string_view secret, const Signature& signature, const net::ServerRequest& request) {
    const std::string scope =
        fmt::format("{}/{}/{}/aws4_request", signature.date, signature.region, signature.service);
    const std::string text = fmt::format("{}\n{}\n{}\n{}", signing_algorithm, signature.time_text, scope,
                                         crypto::sha256_hex(as_bytes(canonical_request(signature, request))));
    auto key = crypto::hmac_sha256(as_bytes("AWS4" + std::string{secret}), as_bytes(signature.date));
    key = crypto::hmac_sha256(key, as_bytes(signature.region));
    key = crypto::hmac_sha256(key, as_bytes(signature.service));
    key = crypto::hmac_sha256(key, as_bytes("aws4_request"));
    return equal_in_constant_time(to_hex(crypto::hmac_sha256(key, as_bytes(text))), signature.value);
}

std::optional<std::string> scope_problem(const Signature& signature, std::string_view service, Time now,
                                         std::optional<Duration> skew) {
    if (signature.service != service) {
        return fmt::format("Credential should be scoped to correct service: '{}'. ", service);
    }
    if (const auto day = signature.time_text.substr(0, 8); signature.date != day) {
        return fmt::format(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{}' "
            "!= '{}', "
            "from '{}'.",
            signature.date, day, signature.time_text);
    }
    const auto& names = signature.signed_headers;
    if (std::find(names.begin(), names.end(), "host") == names.end()) {
        return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    }
    if (!skew) return std::nullopt;
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*skew).count();
    if (signature.time < now - *skew) {
        return fmt::format("Signature expired: {} is now earlier than {} ({} - {} min.)", signature.time_text,
                           basic_time(now - *skew), basic_time(now), minutes);
    }
    if (signature.time > now + *skew) {
        return fmt::format("Signature not yet current: {} is still later than {} ({} + {} min.)",
                           signature.time_text, basic_time(now + *skew), basic_time(now), minutes);
    }
    return std::nullopt;
}

}  // namespace certwright::sandbox
