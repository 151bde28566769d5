#include "lifecycle/known_use.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "inventory/pems.hpp"
#include "lifecycle/deployment/sameness.hpp"
#include "x509/bundle/bundle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

std::optional<std::int64_t> read_users(const store::Row& row, std::size_t in_use_column) {
    const auto in_use = row.optional_boolean(in_use_column);
    if (!in_use) return std::nullopt;
    if (!*in_use) return 0;
    const auto detail = row.optional_text(in_use_column + 1);
    if (!detail) return std::nullopt;
    const json::value parsed = json::parse(*detail, "stored details");
    return std::max<std::int64_t>(1, std::ssize(json::texts(parsed.as_object(), "in_use_by")));
}

/// A certificate that may be the same, and what uses it.
struct Known {
    Served served;
    std::optional<std::int64_t> users;
};

constexpr std::string_view select_known = R"(
    SELECT c.arn, c.type, c.details_state, c.pem_stale, c.fingerprint_sha256, c.spki_sha256, c.names, c.key_algorithm,
        c.not_before, c.not_after, c.domain_name, c.in_use, d.detail
    FROM aws_certificates c LEFT JOIN aws_certificate_details d ON d.certificate = c.id
    WHERE c.account = $1 AND c.region = $2 AND c.service = 'acm' AND c.missing_since IS NULL AND c.arn IS NOT NULL
        AND (c.fingerprint_sha256 = $3 OR c.spki_sha256 = $4 OR lower(c.domain_name) IN ({})))";

Known read_known_use(const store::Row& row) {
    Known known;
    Served& served = known.served;
    served.arn = row.text(0);
    served.type = row.text(1);
    if (row.text(2) == "complete" && !row.boolean(3)) {
        served.fingerprint_sha256 = row.optional_text(4).value_or("");
        served.spki_sha256 = row.optional_text(5).value_or("");
        for (const std::string& name : json::parse_texts(row.text(6), "stored names"))
            served.names.push_back(ascii::lower(name));
        std::ranges::sort(served.names);
    }
    served.key_algorithm = row.text(7);
    served.not_before = row.optional_time(8);
    served.not_after = row.optional_time(9);
    served.common_name = ascii::lower(row.text(10));
    known.users = read_users(row, 11);
    return known;
}

std::vector<Known> known_like(store::Connection& connection, const Deployment& deployment,
                              const Content& content) {
    store::Values values{deployment.account, deployment.region, content.leaf.fingerprint_sha256,
                         content.leaf.spki_sha256};
    std::string places;
    const auto add = [&](const std::string& name) {
        values.emplace_back(name);
        places += fmt::format("{}${}", places.empty() ? "" : ", ", values.size());
    };
    add(ascii::lower(content.leaf.common_name));
    for (const std::string& name : content.names) add(name);
    return connection.list(fmt::format(select_known, places), values, read_known_use);
}

constexpr std::string_view select_looked_at = R"(
    SELECT 1 WHERE EXISTS (SELECT 1 FROM aws_certificates WHERE account = $1 AND region = $2 AND service = 'acm')
        OR EXISTS (SELECT 1 FROM discovery_scopes WHERE account = $1 AND region = $2 AND service = 'acm'
            AND state IN ('detailing', 'completed')))";

bool was_looked_at(store::Connection& connection, const Deployment& deployment) {
    return connection
        .find(select_looked_at, {deployment.account, deployment.region},
              [](const store::Row&) { return true; })
        .has_value();
}

}  // namespace

constexpr std::string_view select_use = R"(
    SELECT c.in_use, d.detail FROM aws_certificates c
    LEFT JOIN aws_certificate_details d ON d.certificate = c.id
    WHERE c.account = $1 AND c.arn = $2)";

std::optional<std::int64_t> users_of(store::Connection& connection, const inventory::AccountId& account,
                                     const std::string& arn) {
    return connection
        .find(select_use, {account, arn}, [](const store::Row& row) { return read_users(row, 0); })
        .value_or(std::nullopt);
}

std::optional<std::int64_t> users_of_same(store::Connection& connection, const Deployment& deployment) {
    const auto pem = inventory::find_pem(connection, deployment.course.wanted);
    if (!pem || !was_looked_at(connection, deployment)) return std::nullopt;
    const Content content = content_of(x509::pem_to_ders(*pem).front(), {}, nullptr);
    const auto known = known_like(connection, deployment, content);
    std::vector<Served> served;
    for (const Known& one : known) served.push_back(one.served);
    const auto is_open = [&](const Served& one) { return may_have_same_names(content, one); };
    if (!undecided(content, served).empty() || std::ranges::any_of(served, is_open)) return std::nullopt;
    const auto candidates = find_same(content, served, deployment.id.text());
    std::optional<std::int64_t> most{0};
    for (const Known& one : known) {
        const auto same = std::ranges::find(candidates, one.served.arn, &Candidate::arn);
        if (same == candidates.end() || !same->is_replaceable()) continue;
        if (!one.users) return std::nullopt;
        most = std::max(most, one.users);
    }
    return most;
}

}  // namespace certwright::lifecycle
