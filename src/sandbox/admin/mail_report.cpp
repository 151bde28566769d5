#include "sandbox/admin/mail_report.hpp"

#include "base/json.hpp"

namespace certwright::sandbox {
namespace {

std::string_view delivery_text(Delivery::State state) {
    switch (state) {
        case Delivery::State::inbox_only:
            return "inbox_only";
        case Delivery::State::waiting:
            return "waiting";
        case Delivery::State::sent:
            return "sent";
        case Delivery::State::failed:
            return "failed";
    }
    return "";
}

}  // namespace

json::array mail_report(const Mailbox& mailbox, std::size_t most) {
    json::array rows;
    for (const auto& mail : mailbox.all()) {
        if (rows.size() == most) break;
        rows.push_back(json::object{{"id", mail.id},
                                    {"sent_at", format_rfc3339(mail.sent_at)},
                                    {"to", mail.to},
                                    {"subject", mail.subject()},
                                    {"text", mail.text()},
                                    {"arn", mail.arn},
                                    {"account", mail.account_id},
                                    {"region", mail.region},
                                    {"domain", mail.domain},
                                    {"approval_path", mail.approval_path},
                                    {"approval_url", mail.approval_url},
                                    {"smtp", delivery_text(mail.delivery.state)},
                                    {"smtp_attempts", mail.delivery.attempts},
                                    {"smtp_problem", json::or_null(mail.delivery.detail)}});
    }
    return rows;
}

}  // namespace certwright::sandbox
