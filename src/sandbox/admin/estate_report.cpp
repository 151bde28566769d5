#include "sandbox/admin/estate_report.hpp"

#include "base/json.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

/// The page is for looking; a large estate is looked at through ACM itself.
constexpr std::size_t most_rows = 1000;

}  // namespace

json::array accounts_report(World& world) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        std::size_t certificates = 0;
        for (const auto& [name, region] : account.regions) certificates += region.acm.certificates.size();
        json::array keys;
        for (const auto& [key_id, key] : world.access_keys) {
            if (key.principal.account_id == id && !key.expires) keys.push_back(json::value(key_id));
        }
        rows.push_back(json::object{{"id", id},
                                    {"name", account.name},
                                    {"partition", account.partition},
                                    {"certificates", certificates},
                                    {"access_keys", std::move(keys)}});
    }
    return rows;
}

json::array certificates_report(World& world) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, certificate] : region.acm.certificates) {
                if (rows.size() == most_rows) return rows;
                rows.push_back(json::object{
                    {"arn", arn},
                    {"domain_name", certificate.domain_name},
                    {"type", certificate.type},
                    {"status", certificate.status},
                    {"not_after", certificate.content
                                      ? json::value(format_rfc3339(certificate.content->not_after))
                                      : json::value(nullptr)},
                    {"in_use", certificate.in_use()}});
            }
        }
    }
    return rows;
}

json::array mail_report(const Mailbox& mailbox) {
    json::array rows;
    for (const auto& mail : mailbox.all()) {
        rows.push_back(json::object{{"id", mail.id},
                                    {"sent_at", format_rfc3339(mail.sent_at)},
                                    {"to", mail.to},
                                    {"subject", mail.subject},
                                    {"text", mail.text},
                                    {"arn", mail.arn},
                                    {"domain", mail.domain},
                                    {"approval_path", mail.approval_path}});
    }
    return rows;
}

}  // namespace certwright::sandbox
