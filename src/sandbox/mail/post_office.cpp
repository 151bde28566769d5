#include "sandbox/mail/post_office.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

#include <iterator>

namespace certwright::sandbox {
namespace {

using namespace std::chrono_literals;

/// Before the second attempt and each after it.
constexpr Duration retry_pauses[] = {1s, 5s, 20s};
constexpr Duration mail_timeout = 10s;
/// A server that is down must not fill the memory.
constexpr std::size_t longest_queue = 10'000;

net::Mail mail_of(const ValidationMail& mail, const std::string& from) {
    return {.from = {.address = from, .name = "Amazon Certificates (sandbox)"},
            .to = {{.address = mail.to, .name = ""}},
            .subject = mail.subject(),
            .text = mail.text(),
            .html = "",
            .headers = {{"Auto-Submitted", "auto-generated"}}};
}

/// What an attempt ended with; nullopt when the server has the mail.
struct Refused {
    bool for_good;
    std::string why;
};
std::optional<Refused> attempt(const SmtpOptions& smtp, const ValidationMail& mail,
                               const std::stop_token& stop) {
    try {
        const auto outcome = net::send_mail(smtp.server, mail_of(mail, smtp.from), mail.sent_at, stop);
        if (const auto* not_sent = std::get_if<net::MailNotSent>(&outcome))
            return Refused{not_sent->permanent, not_sent->detail};
        return std::nullopt;
    } catch (const Error& wrong) {
        return Refused{/*for_good=*/true, wrong.message()};
    }
}

}  // namespace

PostOffice::PostOffice(Mailbox& inbox, const Clock& machine, std::optional<SmtpOptions> smtp)
    : inbox_(inbox), machine_(machine), smtp_(std::move(smtp)) {
    if (smtp_) thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
}

PostOffice::~PostOffice() = default;

void PostOffice::post(ValidationMail mail) {
    if (!smtp_) return inbox_.put(std::move(mail));
    const std::scoped_lock lock{mutex_};
    if (queue_.size() >= longest_queue) {
        mail.delivery = {Delivery::State::failed, 0, "too many mails wait for the server already"};
        return inbox_.put(std::move(mail));
    }
    mail.delivery.state = Delivery::State::waiting;
    inbox_.put(mail);
    queue_.emplace(machine_.now(), std::move(mail));
    ++posted_;
    changed_.notify_all();
}

void PostOffice::clear() {
    const std::scoped_lock lock{mutex_};
    ++round_;
    queue_.clear();
    inbox_.clear();
}

std::optional<ValidationMail> PostOffice::next_due(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    while (!stop.stop_requested()) {
        round_in_hand_ = round_;
        const Time now = machine_.now();
        if (!queue_.empty() && queue_.begin()->first <= now)
            return std::move(queue_.extract(queue_.begin()).mapped());
        const Duration pause = queue_.empty() ? Duration{1h} : queue_.begin()->first - now;
        const auto seen = posted_;
        changed_.wait_for(lock, stop, pause, [&] { return posted_ != seen; });
    }
    return std::nullopt;
}

void PostOffice::hand_in(ValidationMail mail, const std::stop_token& stop) {
    const auto refused = attempt(*smtp_, mail, stop);
    if (stop.stop_requested()) return;
    const std::scoped_lock lock{mutex_};
    if (round_in_hand_ != round_) return;
    const auto failures = static_cast<std::size_t>(mail.delivery.attempts++);
    if (!refused) {
        mail.delivery = {Delivery::State::sent, mail.delivery.attempts, ""};
        return inbox_.note(mail.id, mail.delivery);
    }
    const bool again = !refused->for_good && failures < std::size(retry_pauses);
    mail.delivery.state = again ? Delivery::State::waiting : Delivery::State::failed;
    mail.delivery.detail = refused->why;
    inbox_.note(mail.id, mail.delivery);
    log::warn("a validation mail was not handed in",
              {{"to", mail.to}, {"reason", refused->why}, {"will_retry", again}});
    if (again) queue_.emplace(machine_.now() + retry_pauses[failures], std::move(mail));
}

void PostOffice::run(const std::stop_token& stop) {
    while (auto mail = next_due(stop)) hand_in(*std::move(mail), stop);
}

net::MailServer smtp_server_at(const std::string& address) {
    if (address.find('/') != address.npos || address.rfind(':') == address.npos)
        throw Error{Fault::invalid, fmt::format("'{}' is no SMTP server", address), "write HOST:PORT"};
    const auto url = net::Url::parse("http://" + address);
    net::MailServer server;
    server.host = url.host;
    server.port = url.port;
    server.tls = net::MailTls::none;
    server.timeout = mail_timeout;
    return server;
}

}  // namespace certwright::sandbox
