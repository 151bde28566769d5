#include "aws/sigv4.hpp"

#include "base/ascii.hpp"
#include "base/bytes.hpp"
#include "crypto/digest.hpp"
#include "crypto/hmac.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <map>
#include <vector>

namespace certwright::aws {

namespace {

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Trimmed, with every inner run of white space folded to one blank.
std::string folded(std::string_view value) {
    std::string result;
    for (const char c : value) {
        if (!is_space(c))
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    if (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

/// botocore's SIGNED_HEADERS_BLACKLIST, and Accept, which libcurl writes itself.
bool is_signed(std::string_view name) {
    static constexpr std::array<std::string_view, 13> changeable{"accept",
                                                                 "authorization",
                                                                 "connection",
                                                                 "expect",
                                                                 "keep-alive",
                                                                 "proxy-authenticate",
                                                                 "te",
                                                                 "trailer",
                                                                 "transfer-encoding",
                                                                 "upgrade",
                                                                 "user-agent",
                                                                 "proxy-authorization",
                                                                 "x-amzn-trace-id"};
    return std::ranges::find(changeable, name) == changeable.end();
}

/// Lower-case names in order; several fields of one name become one, joined in the order written.
std::map<std::string, std::string> signed_headers(const net::ClientRequest& request) {
    std::map<std::string, std::string> headers;
    for (const auto& [name, value] : request.headers) {
        const std::string key = ascii::lower(name);
        if (!is_signed(key)) continue;
        const auto [field, is_new] = headers.try_emplace(key, folded(value));
        if (!is_new) field->second += "," + folded(value);
    }
    headers.try_emplace("host", request.url.authority());
    return headers;
}

/// "a;b;c"
std::string header_names(const std::map<std::string, std::string>& headers) {
    std::string names;
    for (const auto& [name, value] : headers) names += (names.empty() ? "" : ";") + name;
    return names;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// Without dot segments and doubled slashes, and encoded once more than the path is on the wire: every
/// service but S3 wants it so.
std::string canonical_path(std::string_view path) {
    std::vector<std::string_view> kept;
    for (const std::string_view segment : split(path, '/')) {
        if (segment.empty() || segment == ".") continue;
        if (segment != "..")
            kept.push_back(segment);
        else if (!kept.empty())
            kept.pop_back();
    }
    std::string result;
    for (const std::string_view segment : kept) result += "/" + net::percent_encode(segment);
    return result.empty() || path.ends_with('/') ? result + "/" : result;
}

std::string canonical_query(std::string_view query) {
    if (query.empty()) return {};
    std::vector<std::pair<std::string, std::string>> fields;
    for (const std::string_view pair : split(query, '&')) {
        const std::size_t equals = pair.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        // Decoded and encoded again, so that any spelling ends in the one that AWS computes.
        const auto canonical = [](std::string_view part) {
            return net::percent_encode(net::percent_decode(part, /*plus_is_space=*/false));
        };
        fields.emplace_back(canonical(pair.substr(0, equals)), canonical(value));
    }
    std::ranges::sort(fields);
    std::string result;
    for (const auto& [name, value] : fields) result += (result.empty() ? "" : "&") + name + "=" + value;
    return result;
}

/// "20150830T123600Z"
std::string basic_date_time(Time now) {
    const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts)};
}

}  // namespace

std::string canonical_request(const net::ClientRequest& request) {
    const auto headers = signed_headers(request);
    std::string text = request.method + "\n" + canonical_path(request.url.path) + "\n" +
                       canonical_query(request.url.query) + "\n";
    for (const auto& [name, value] : headers) text += name + ":" + value + "\n";
    return text + "\n" + header_names(headers) + "\n" + crypto::sha256_hex(request.body);
}

void sign(net::ClientRequest& request, const Credentials& credentials, const SigningScope& scope) {
    const std::string moment = basic_date_time(scope.now);
    const std::string date = moment.substr(0, 8);
    request.headers.set("X-Amz-Date", moment);
    if (!credentials.session_token.empty())
        request.headers.set("X-Amz-Security-Token", std::string{credentials.session_token.reveal()});

    const std::string credential_scope = date + "/" + scope.region + "/" + scope.service + "/aws4_request";
    const std::string text_to_sign = "AWS4-HMAC-SHA256\n" + moment + "\n" + credential_scope + "\n" +
                                     crypto::sha256_hex(canonical_request(request));

    const Secret seed{"AWS4" + std::string{credentials.secret_access_key.reveal()}};
    crypto::Sha256Digest key = crypto::hmac_sha256(seed.reveal(), date);
    for (const std::string_view part :
         {std::string_view{scope.region}, std::string_view{scope.service}, std::string_view{"aws4_request"}})
        key = crypto::hmac_sha256(key, part);

    request.headers.set("Authorization", "AWS4-HMAC-SHA256 Credential=" + credentials.access_key_id + "/" +
                                             credential_scope +
                                             ", SignedHeaders=" + header_names(signed_headers(request)) +
                                             ", Signature=" + to_hex(crypto::hmac_sha256(key, text_to_sign)));
}

}  // namespace certwright::aws
