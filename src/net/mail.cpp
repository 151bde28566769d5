#include "net/mail.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/id.hpp"
#include "base/utf8.hpp"
#include "net/curl_library.hpp"
#include "net/mail_message.hpp"
#include "net/quiet_pipes.hpp"
#include "net/smtp_reply.hpp"
#include "net/url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <optional>

namespace certwright::net {
namespace {

using Easy = Handle<CURL, curl_easy_cleanup>;
using Multi = Handle<CURLM, curl_multi_cleanup>;
using Lines = Handle<curl_slist, curl_slist_free_all>;

constexpr std::size_t longest_answer = 500;

/// One conversation with a server.
struct Conversation {
    const MailServer& server;
    const Url address;  ///< host and port, checked
    const std::stop_token stop;
    std::string_view unsent;
    SmtpReply reply;
    std::array<char, CURL_ERROR_SIZE> error{};
    Lines recipients;
    Easy easy;  ///< goes first: its goodbye still calls back
};

std::size_t take_reply(char* text, std::size_t, std::size_t size, void* user) {
    static_cast<Conversation*>(user)->reply.take({text, size});
    return size;
}

std::size_t give_message(char* buffer, std::size_t, std::size_t size, void* user) {
    std::string_view& unsent = static_cast<Conversation*>(user)->unsent;
    const std::size_t count = unsent.copy(buffer, size);
    unsent.remove_prefix(count);
    return count;
}

/// Called each time libcurl looks at the conversation; anything but 0 ends it.
int is_stopped(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Conversation*>(user)->stop.stop_requested() ? 1 : 0;
}

template <class T>
void set(const Conversation& talk, CURLoption option, T value) {
    const CURLcode result = curl_easy_setopt(talk.easy.get(), option, value);
    ensure(result == CURLE_OK, std::string{"libcurl takes its options: "} + curl_easy_strerror(result));
}

void set_server(const Conversation& talk) {
    const MailServer& server = talk.server;
    const std::string scheme = server.tls == MailTls::implicit ? "smtps://" : "smtp://";
    const std::string url = scheme + talk.address.host + ":" + std::to_string(talk.address.port);
    set(talk, CURLOPT_URL, url.c_str());
    set(talk, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(talk, CURLOPT_PROXY, "");
    set(talk, CURLOPT_USE_SSL,
        static_cast<long>(server.tls == MailTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(talk, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server.ca_bundle.empty()) set(talk, CURLOPT_CAINFO, server.ca_bundle.c_str());
    if (server.user.empty()) return;
    set(talk, CURLOPT_USERNAME, server.user.c_str());
    std::string password{server.password.reveal()};
    set(talk, CURLOPT_PASSWORD, password.c_str());
    wipe(password);
}

void set_limits(Conversation& talk) {
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(talk.server.timeout);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(talk.server.timeout);
    set(talk, CURLOPT_TIMEOUT_MS, static_cast<long>(milliseconds.count()));
    set(talk, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(milliseconds.count()));
    // Holds for the goodbye, where the others do not.
    set(talk, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(seconds.count()));
    set(talk, CURLOPT_FORBID_REUSE, 1L);
    set(talk, CURLOPT_NOSIGNAL, 1L);
    set(talk, CURLOPT_NOPROGRESS, 0L);
    set(talk, CURLOPT_XFERINFOFUNCTION, is_stopped);
    set(talk, CURLOPT_XFERINFODATA, static_cast<void*>(&talk));
}

void set_mail(Conversation& talk, const Mail& mail) {
    set(talk, CURLOPT_MAIL_FROM, ("<" + mail.from.address + ">").c_str());
    for (const Mailbox& box : mail.to) {
        curl_slist* longer = curl_slist_append(talk.recipients.get(), ("<" + box.address + ">").c_str());
        if (!longer) throw std::bad_alloc{};
        static_cast<void>(talk.recipients.release());
        talk.recipients.reset(longer);
    }
    set(talk, CURLOPT_MAIL_RCPT, talk.recipients.get());
    set(talk, CURLOPT_UPLOAD, 1L);
    set(talk, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(talk.unsent.size()));
    set(talk, CURLOPT_READFUNCTION, give_message);
    set(talk, CURLOPT_READDATA, static_cast<void*>(&talk));
    set(talk, CURLOPT_HEADERFUNCTION, take_reply);
    set(talk, CURLOPT_HEADERDATA, static_cast<void*>(&talk));
    set(talk, CURLOPT_ERRORBUFFER, talk.error.data());
}

/// How it ended. A conversation that is stopped has to fail in libcurl's own hands: from a handle that is
/// only taken away, libcurl sends the end of the mail, and the server takes what had come so far for the
/// whole of it.
CURLcode run(Conversation& talk) {
    const Multi multi{curl_multi_init()};
    ensure(multi && curl_multi_add_handle(multi.get(), talk.easy.get()) == CURLM_OK, "libcurl has memory");
    const std::stop_callback wake{talk.stop, [&] { curl_multi_wakeup(multi.get()); }};
    std::optional<CURLcode> result;
    while (!result) {
        int active = 0;
        curl_multi_perform(multi.get(), &active);
        int left = 0;
        while (const CURLMsg* const message = curl_multi_info_read(multi.get(), &left)) {
            if (message->msg == CURLMSG_DONE) result = message->data.result;
        }
        if (!result) curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
    }
    curl_multi_remove_handle(multi.get(), talk.easy.get());
    return *result;
}

MailFailure failure_of(CURLcode code, const SmtpReply& reply) {
    if (is_tls_failure(code)) return MailFailure::tls;
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return MailFailure::resolve;
        case CURLE_COULDNT_CONNECT:
            return MailFailure::connect;
        case CURLE_OPERATION_TIMEDOUT:
            return MailFailure::timeout;
        case CURLE_LOGIN_DENIED:
            return MailFailure::authentication;
        case CURLE_ABORTED_BY_CALLBACK:
            return MailFailure::cancelled;
        default:
            return reply.is_refusal() ? MailFailure::refused : MailFailure::reset;
    }
}

/// The server's words, unless they repeat the credentials that it was told.
std::string answer_of(const Conversation& talk) {
    const std::string text = talk.reply.text();
    const std::string_view password = talk.server.password.reveal();
    const std::string plain = std::string{'\0'} + talk.server.user + '\0' + std::string{password};
    for (const std::string& secret :
         {std::string{password}, to_base64(as_bytes(password)), to_base64(as_bytes(plain))}) {
        if (!password.empty() && text.find(secret) != text.npos)
            return std::to_string(talk.reply.code()) + " and words that repeat the password";
    }
    return text.substr(0, longest_answer);
}

std::string describe(const Conversation& talk, MailFailure failure, CURLcode code) {
    const std::string server = talk.address.host + ":" + std::to_string(talk.address.port);
    std::string reason = talk.error[0] ? talk.error.data() : curl_easy_strerror(code);
    switch (failure) {
        case MailFailure::resolve:
            return "the name of the mail server " + server + " cannot be resolved";
        case MailFailure::connect:
            return "the mail server " + server + " cannot be reached: " + reason;
        case MailFailure::tls:
            return "no trusted TLS connection to the mail server " + server + ": " + reason;
        case MailFailure::timeout:
            return "the mail server " + server + " did not take the mail in time";
        case MailFailure::authentication:
            return "the mail server " + server + " did not accept user " + in_quotes(talk.server.user) +
                   (talk.reply.is_refusal() ? ": " + answer_of(talk) : "");
        case MailFailure::refused:
            return "the mail server " + server + " refused the mail: " + answer_of(talk);
        case MailFailure::reset:
            return "the mail server " + server + " left before it had taken the mail: " + reason;
        case MailFailure::cancelled:
            return "sending the mail was cancelled";
    }
    return reason;
}

/// Throws Fault::invalid when nothing may be sent there.
Url checked_address(const MailServer& server) {
    // The scheme does not matter; host and port are read as everywhere else.
    Url address = Url::parse("http://" + server.host + ":" + std::to_string(server.port));
    if (!equal_ignoring_case(address.host, server.host))
        throw Error{Fault::invalid, in_quotes(server.host) + " is no mail server's name"};
    if (server.user.find('\0') != std::string::npos ||
        server.password.reveal().find('\0') != std::string_view::npos)
        throw Error{Fault::invalid, "the mail server's user or password has a character that cannot be sent"};
    if (server.tls == MailTls::none && !server.user.empty() && !address.is_loopback()) {
        throw Error{Fault::invalid,
                    "the password for the mail server " + in_quotes(server.host) +
                        " would be sent without encryption",
                    "use STARTTLS or TLS"};
    }
    return address;
}

}  // namespace

std::string_view to_string(MailFailure failure) {
    switch (failure) {
        case MailFailure::resolve:
            return "resolve";
        case MailFailure::connect:
            return "connect";
        case MailFailure::tls:
            return "tls";
        case MailFailure::timeout:
            return "timeout";
        case MailFailure::authentication:
            return "authentication";
        case MailFailure::refused:
            return "refused";
        case MailFailure::reset:
            return "reset";
        case MailFailure::cancelled:
            return "cancelled";
    }
    return "reset";
}

std::variant<MailAccepted, MailNotSent> send_mail(const MailServer& server, const Mail& mail, Time now,
                                                  std::stop_token stop) {
    const std::string domain = mail.from.address.substr(mail.from.address.rfind('@') + 1);
    const std::string message_id = "<" + new_id_text("mail") + "@" + domain + ">";
    const std::string message = mail_message(mail, now, message_id);
    start_curl_library();
    const QuietPipes quiet;
    Conversation talk{
        .server = server, .address = checked_address(server), .stop = std::move(stop), .unsent = message};
    talk.easy.reset(curl_easy_init());
    if (!talk.easy) throw std::bad_alloc{};
    set_server(talk);
    set_limits(talk);
    set_mail(talk, mail);
    const CURLcode result = run(talk);
    if (result == CURLE_OK) return MailAccepted{message_id};
    const MailFailure failure = failure_of(result, talk.reply);
    return MailNotSent{failure, talk.reply.is_permanent(), describe(talk, failure, result)};
}

}  // namespace certwright::net
