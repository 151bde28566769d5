#include "lifecycle/certificate_row.hpp"

#include "lifecycle/version_row.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view own_columns = R"(
    c.id, c.name, c.owner, c.description, c.notes, c.revision, c.created_at, c.updated_at, c.auto_renew,
    c.renew_when_left, c.renew_with_new_key, c.renewal_problem,
    (SELECT count(*) FROM certificate_versions o WHERE o.certificate = c.id))";
constexpr std::size_t first_version_column = 13;

/// "$1, $2, …"
std::string numbered(std::size_t count) {
    std::string list;
    for (std::size_t number = 1; number <= count; ++number)
        list += fmt::format("{}${}", number == 1 ? "" : ", ", number);
    return list;
}

}  // namespace

const std::string& certificate_columns() {
    static const std::string columns = fmt::format("{}, {}", own_columns, version_columns);
    return columns;
}

Certificate read_certificate(const store::Row& row) {
    Certificate certificate;
    certificate.id = row.id<CertificateId>(0);
    certificate.settings.name = row.text(1);
    certificate.settings.owner = row.text(2);
    certificate.settings.description = row.text(3);
    certificate.settings.notes = row.text(4);
    certificate.revision = row.integer(5);
    certificate.created_at = row.time(6);
    certificate.updated_at = row.time(7);
    certificate.settings.renewal = {row.boolean(8), row.integer(9), row.boolean(10)};
    certificate.renewal_problem = row.text(11);
    certificate.version_count = row.integer(12);
    certificate.current = read_version(row, first_version_column);
    return certificate;
}

void add_pairs(store::Connection& connection, std::vector<Certificate>& certificates) {
    if (certificates.empty()) return;
    std::unordered_map<std::string, Settings*> by_id;
    store::Values ids;
    for (Certificate& certificate : certificates) {
        by_id[certificate.id.text()] = &certificate.settings;
        ids.emplace_back(certificate.id);
    }
    const std::string list = numbered(ids.size());
    connection.query(
        fmt::format("SELECT certificate, tag_key, tag_value FROM certificate_tags WHERE certificate IN ({})",
                    list),
        ids, [&](const store::Row& row) { by_id.at(row.text(0))->tags[row.text(1)] = row.text(2); });
    connection.query(
        fmt::format("SELECT certificate, field, value FROM certificate_fields WHERE certificate IN ({})",
                    list),
        ids, [&](const store::Row& row) { by_id.at(row.text(0))->fields[row.text(1)] = row.text(2); });
}

}  // namespace certwright::lifecycle
