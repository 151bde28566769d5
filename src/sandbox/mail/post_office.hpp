#pragma once

#include "base/clock.hpp"
#include "net/mail.hpp"
#include "sandbox/mail/mailbox.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace certwright::sandbox {

/// Where mails are handed in besides the inbox.
struct SmtpOptions {
    net::MailServer server;
    std::string from;  ///< the sender's address
};

/// Puts mails into the inbox and, where there is an SMTP server, hands them in there: by a thread of its
/// own, so that nobody waits for it, and some times over when the server cannot be reached. What became of
/// each is noted in the inbox, and failures in the log.
class PostOffice {
  public:
    PostOffice(Mailbox& inbox, const Clock& machine, std::optional<SmtpOptions> smtp);
    ~PostOffice();
    PostOffice(const PostOffice&) = delete;
    PostOffice& operator=(const PostOffice&) = delete;

    void post(ValidationMail mail);
    /// Forgets what was not handed in yet, and empties the inbox.
    void clear();

  private:
    /// By when they are due, by the machine's clock.
    using Queue = std::multimap<Time, ValidationMail>;

    void run(const std::stop_token& stop);
    /// Blocks until one is due; nullopt when it is time to stop.
    std::optional<ValidationMail> next_due(const std::stop_token& stop);
    void hand_in(ValidationMail mail, const std::stop_token& stop);

    Mailbox& inbox_;
    const Clock& machine_;
    const std::optional<SmtpOptions> smtp_;
    std::mutex mutex_;  ///< guards the four below
    std::condition_variable_any changed_;
    Queue queue_;
    std::uint64_t posted_ = 0;
    std::uint64_t round_ = 0;          ///< how often it was cleared
    std::uint64_t round_in_hand_ = 0;  ///< when the mail was taken that is being handed in
    std::jthread thread_;              ///< ends first
};

/// "mail.example.com:25", "127.0.0.1:1025", "[::1]:1025": a server that takes mails in the clear. Throws
/// Fault::invalid.
net::MailServer smtp_server_at(const std::string& address);

}  // namespace certwright::sandbox
