#include "lifecycle/issuer_fetch.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/bundle/read_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace certwright::lifecycle {
namespace {

constexpr int most_redirects = 2;
constexpr Duration time_for_answer = 10s;

constexpr std::string_view by_hand = "bring the issuer's certificate in";

bool is_redirect(int status) {
    constexpr std::array<int, 5> redirects{301, 302, 303, 307, 308};
    return std::ranges::find(redirects, status) != redirects.end();
}

net::Url parse_issuer_url(const std::string& url) {
    try {
        return net::Url::parse(url);
    } catch (const Error&) {
        throw Error{
            Fault::invalid,
            fmt::format("cannot fetch an issuer from {}: only http and https are asked", in_quotes(url)),
            std::string{by_hand}};
    }
}

Error no_answer_from(const net::Url& url, const net::NoResponse& none) {
    const std::string attempt =
        fmt::format("cannot fetch an issuer from {}: {}", in_quotes(url.text()), none.detail);
    switch (none.failure) {
        case net::TransportFailure::too_large:
            return Error{Fault::invalid, attempt, std::string{by_hand}};
        case net::TransportFailure::address_refused:
            return Error{
                Fault::invalid, attempt,
                "bring the issuer's certificate in, or switch the setting fetch_issuers_from_private on"};
        case net::TransportFailure::resolve:
        case net::TransportFailure::connect:
        case net::TransportFailure::tls:
        case net::TransportFailure::timeout:
        case net::TransportFailure::reset:
        case net::TransportFailure::cancelled:
        case net::TransportFailure::proxy:
            break;
    }
    return Error{Fault::unavailable, attempt, "it is tried again; else bring the issuer's certificate in"};
}

Error refusal_of(const net::Url& url, int status) {
    const bool passes = status == 429 || status >= 500;
    return Error{passes ? Fault::unavailable : Fault::invalid,
                 fmt::format("cannot fetch an issuer from {}: it answers {}", in_quotes(url.text()), status),
                 std::string{by_hand}};
}

}  // namespace

std::optional<net::Url> redirect_target(const net::Url& from, std::string_view location) {
    try {
        if (location.starts_with('/') && !location.starts_with("//"))
            return net::Url::parse(from.scheme + "://" + from.authority() + std::string{location});
        net::Url target = net::Url::parse(location);
        if (from.scheme == "https" && target.scheme != "https") return std::nullopt;
        return target;
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<Bytes> read_issuer_answer(BytesView body) {
    const auto format = x509::format_of(body);
    const bool is_taken = format == x509::FileFormat::pem || format == x509::FileFormat::der_certificate ||
                          format == x509::FileFormat::pkcs7;
    if (!is_taken)
        throw Error{Fault::invalid, "it is no certificate in DER, PEM or PKCS#7", std::string{by_hand}};
    // No work for what is encrypted: nothing of that is wanted.
    x509::Material material = x509::read_file(body, "the answer", {}, {.work = 0});
    std::vector<Bytes> found;
    for (x509::FoundCertificate& certificate : material.certificates)
        found.push_back(std::move(certificate.der));
    return found;
}

net::ClientResponse IssuerFetch::ask(const net::Url& url, const std::stop_token& stop) const {
    net::ClientRequest request{.url = url};
    request.headers = {{"Accept", "application/pkix-cert, application/pkcs7-mime"},
                       {"User-Agent", "certwright"}};
    request.timeout = time_for_answer;
    request.max_response_bytes = longest_issuer_answer;
    request.public_only = !policy_.from_private;
    auto outcome = transport_.send(request, stop);
    if (const auto* none = std::get_if<net::NoResponse>(&outcome)) throw no_answer_from(url, *none);
    return std::get<net::ClientResponse>(std::move(outcome));
}

std::vector<Bytes> IssuerFetch::fetch(const std::string& url, const std::stop_token& stop) const {
    net::Url at = parse_issuer_url(url);
    net::ClientResponse response = ask(at, stop);
    for (int followed = 0; is_redirect(response.status); ++followed) {
        auto target = redirect_target(at, response.headers.find("Location").value_or(""));
        if (followed == most_redirects || !target)
            throw Error{Fault::invalid,
                        fmt::format("cannot fetch an issuer from {}: it leads elsewhere, where is not looked",
                                    in_quotes(at.text())),
                        std::string{by_hand}};
        at = *std::move(target);
        response = ask(at, stop);
    }
    if (response.status != 200) throw refusal_of(at, response.status);
    try {
        return read_issuer_answer(as_bytes(response.body));
    } catch (Error& error) {
        throw std::move(error).within(fmt::format("cannot use what {} answers", in_quotes(at.text())));
    }
}

}  // namespace certwright::lifecycle
