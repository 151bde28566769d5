#include "base/ascii.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/handle.hpp"
#include "net/curl_library.hpp"
#include "net/public_address.hpp"
#include "net/transport.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <future>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace certwright::net {
namespace {

constexpr long connections_per_host = 64;
constexpr long connections_in_all = 512;
constexpr long idle_connections_kept = 128;
constexpr std::size_t idle_handles_kept = 64;
constexpr std::size_t max_header_bytes = 256 * 1024;

using Outcome = std::variant<ClientResponse, NoResponse>;

using Easy = Handle<CURL, curl_easy_cleanup>;
using Multi = Handle<CURLM, curl_multi_cleanup>;
using HeaderList = Handle<curl_slist, curl_slist_free_all>;

bool is_token(std::string_view text) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != marks.npos;
    });
}

bool is_field_value(std::string_view text) {
    return text.find_first_of(std::string_view{"\r\n\0", 3}) == text.npos;
}

/// libcurl takes 0 for "never".
long milliseconds(Duration span) {
    return static_cast<long>(
        std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::milliseconds>(span).count()));
}

/// One exchange. Owned by its caller and, while it runs, by the I/O thread, which alone touches it
/// between the hand-over and `outcome`.
struct Call {
    explicit Call(const ClientRequest& request_) : request(request_) {}

    const ClientRequest& request;  ///< the caller waits, so it outlives the call
    std::promise<Outcome> outcome;
    Easy easy;
    HeaderList headers;
    ClientResponse response;
    std::size_t header_bytes = 0;
    bool header_ended = false;
    bool too_large = false;
    bool too_late = false;  ///< to be sent; nothing was
    bool address_refused = false;
    int dispatches = 0;  ///< how often a connection was ready and the request was about to go out
    char error[CURL_ERROR_SIZE] = {};
};

std::size_t take_header(char* text, std::size_t, std::size_t size, void* user) {
    Call& call = *static_cast<Call*>(user);
    call.header_bytes += size;
    if (call.header_bytes > max_header_bytes) {
        call.too_large = true;
        return 0;
    }
    const std::string_view line = ascii::trimmed({text, size});
    if (line.starts_with("HTTP/")) {
        call.response.headers = {};  // an interim answer came before this one
        call.header_ended = false;
        return size;
    }
    if (line.empty()) call.header_ended = true;
    const auto colon = line.find(':');
    // What comes after the end are trailers; nothing here may depend on them.
    if (call.header_ended || colon == line.npos || colon == 0) return size;
    call.response.headers.add(std::string{ascii::trimmed(line.substr(0, colon))},
                              std::string{ascii::trimmed(line.substr(colon + 1))});
    return size;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* user) {
    Call& call = *static_cast<Call*>(user);
    if (size > call.request.max_response_bytes - call.response.body.size()) {
        call.too_large = true;
        return 0;
    }
    call.response.body.append(bytes, size);
    return size;
}

/// Called for each address of the host that libcurl is about to try, when only public ones are allowed.
curl_socket_t open_public_socket(void* user, curlsocktype, curl_sockaddr* address) {
    Call& call = *static_cast<Call*>(user);
    if (!is_public_address(address->addr)) {
        call.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Called each time a request is about to be written. The second time is libcurl repeating it on a
/// new connection because the kept one broke: not its decision, as the peer may have acted on it.
int about_to_send(void* user, char* peer, char*, int, int) {
    Call& call = *static_cast<Call*>(user);
    // A kept connection was made for somebody who may go anywhere.
    if (call.request.public_only && !is_public_address(std::string_view{peer})) {
        call.address_refused = true;
        return CURL_PREREQFUNC_ABORT;
    }
    const Time now = SystemClock{}.now();
    call.too_late = call.request.send_before && now >= *call.request.send_before;
    call.response.sent_at = now;
    if (call.too_late) return CURL_PREREQFUNC_ABORT;
    return ++call.dispatches == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

template <class T>
void set(const Call& call, CURLoption option, T value) {
    const CURLcode result = curl_easy_setopt(call.easy.get(), option, value);
    if (result != CURLE_OK) {
        throw Error{Fault::internal,
                    "libcurl refuses option " + std::to_string(option) + ": " + curl_easy_strerror(result)};
    }
}

void append(HeaderList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc{};
    static_cast<void>(list.release());
    list.reset(longer);
}

void set_headers(Call& call) {
    const Headers& headers = call.request.headers;
    for (const auto& [name, value] : headers) {
        // libcurl reads "Name:" as "do not send it" and "Name;" as "send it empty".
        append(call.headers, value.empty() ? name + ";" : name + ": " + value);
    }
    for (const char* own : {"Accept", "Content-Type", "Expect"}) {
        if (!headers.find(own)) append(call.headers, std::string{own} + ":");
    }
    set(call, CURLOPT_HTTPHEADER, call.headers.get());
}

void set_method(Call& call) {
    const ClientRequest& request = call.request;
    if (request.method == "HEAD") {
        set(call, CURLOPT_NOBODY, 1L);
    } else if (request.body.empty() && request.method != "POST" && request.method != "PUT" &&
               request.method != "PATCH") {
        set(call, CURLOPT_HTTPGET, 1L);
        set(call, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    } else {
        set(call, CURLOPT_POST, 1L);
        set(call, CURLOPT_POSTFIELDS, request.body.data());  // not copied
        set(call, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(call, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
}

/// `call.easy` is new or reset.
void prepare(Call& call) {
    const ClientRequest& request = call.request;
    set(call, CURLOPT_PRIVATE, static_cast<void*>(&call));
    set(call, CURLOPT_ERRORBUFFER, call.error);
    set(call, CURLOPT_NOSIGNAL, 1L);
    set(call, CURLOPT_URL, request.url.text().c_str());
    set(call, CURLOPT_PATH_AS_IS, 1L);
    set(call, CURLOPT_PROTOCOLS_STR, "http,https");
    set(call, CURLOPT_FOLLOWLOCATION, 0L);
    set(call, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(call, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(call, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(call, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connect_timeout));
    set(call, CURLOPT_TIMEOUT_MS, milliseconds(request.timeout));
    set(call, CURLOPT_TCP_KEEPALIVE, 1L);
    if (!request.ca_bundle.empty()) set(call, CURLOPT_CAINFO, request.ca_bundle.c_str());
    // An empty name keeps libcurl from looking into the environment.
    const bool direct = request.direct || request.public_only;
    if (direct || !request.proxy.empty()) set(call, CURLOPT_PROXY, direct ? "" : request.proxy.c_str());
    if (request.public_only) {
        set(call, CURLOPT_OPENSOCKETFUNCTION, open_public_socket);
        set(call, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&call));
    }
    set(call, CURLOPT_HEADERFUNCTION, take_header);
    set(call, CURLOPT_HEADERDATA, static_cast<void*>(&call));
    set(call, CURLOPT_WRITEFUNCTION, take_body);
    set(call, CURLOPT_WRITEDATA, static_cast<void*>(&call));
    set(call, CURLOPT_PREREQFUNCTION, about_to_send);
    set(call, CURLOPT_PREREQDATA, static_cast<void*>(&call));
    set_method(call);
    set_headers(call);
}

template <class T>
T info(const Call& call, CURLINFO what) {
    T value{};
    curl_easy_getinfo(call.easy.get(), what, &value);
    return value;
}

/// Whether a byte of the request may have left. What a CONNECT to a proxy sent does not count.
bool was_sent(const Call& call) {
    return call.dispatches > 1 || (call.dispatches == 1 && info<long>(call, CURLINFO_REQUEST_SIZE) > 0);
}

TransportFailure failure_of(const Call& call, CURLcode code) {
    if (call.too_large) return TransportFailure::too_large;
    if (call.too_late) return TransportFailure::timeout;
    if (call.address_refused && call.dispatches == 0) return TransportFailure::address_refused;
    if (is_tls_failure(code)) return TransportFailure::tls;
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return TransportFailure::resolve;
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_PROXY:
            return TransportFailure::proxy;
        case CURLE_OPERATION_TIMEDOUT:
            return TransportFailure::timeout;
        default:
            break;  // a foreign enum with a hundred values: what remains broke on the wire
    }
    const long proxy_answer = info<long>(call, CURLINFO_HTTP_CONNECTCODE);
    if (call.dispatches == 0 && proxy_answer >= 300) return TransportFailure::proxy;
    if (code == CURLE_COULDNT_CONNECT) {
        if (call.dispatches > 0) return TransportFailure::reset;
        return call.request.proxy.empty() ? TransportFailure::connect : TransportFailure::proxy;
    }
    return was_sent(call) ? TransportFailure::reset : TransportFailure::connect;
}

std::string in_seconds(Duration span) {
    return fmt::format("{:g} s", std::chrono::duration<double>(span).count());
}

/// libcurl's words on one line. It quotes an unusable proxy URL with the password in it: then only
/// its general words are used.
std::string reason_of(const Call& call, CURLcode code) {
    std::string reason{call.error};
    if (reason.empty() || reason.find('@') != reason.npos) return curl_easy_strerror(code);
    std::replace(reason.begin(), reason.end(), '\n', ' ');
    return reason;
}

std::string describe(const Call& call, TransportFailure failure, CURLcode code) {
    const std::string peer = call.request.url.authority();
    const std::string reason = reason_of(call, code);
    switch (failure) {
        case TransportFailure::resolve:
            return "the name " + call.request.url.host + " cannot be resolved";
        case TransportFailure::connect:
            return "cannot connect to " + peer + ": " + reason;
        case TransportFailure::tls:
            return "no trusted TLS connection to " + peer + ": " + reason;
        case TransportFailure::timeout:
            if (call.too_late) return "the request to " + peer + " could not be sent in time";
            return call.dispatches > 0 ? peer + " did not answer within " + in_seconds(call.request.timeout)
                                       : "no connection to " + peer + " in time";
        case TransportFailure::reset:
            return peer + " closed the connection before its answer was complete: " + reason;
        case TransportFailure::address_refused:
            return call.request.url.host + " has no public address, and no other is connected to";
        case TransportFailure::too_large:
            return peer + " sent more than " + std::to_string(call.request.max_response_bytes) + " bytes";
        case TransportFailure::cancelled:
            return "the request to " + peer + " was cancelled";
        case TransportFailure::proxy: {
            const long answer = info<long>(call, CURLINFO_HTTP_CONNECTCODE);
            if (answer >= 300)
                return "the proxy answered " + std::to_string(answer) + " to the request for " + peer;
            return "the proxy cannot be used to reach " + peer + ": " + reason;
        }
    }
    return reason;
}

class CurlTransport final : public Transport {
  public:
    CurlTransport() {
        start_curl_library();
        multi_.reset(curl_multi_init());
        ensure(multi_ != nullptr, "libcurl has no memory");
        curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, connections_per_host);
        curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, connections_in_all);
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, idle_connections_kept);
        thread_ = std::jthread{[this] { run(); }};
    }

    ~CurlTransport() override {
        {
            std::unique_lock lock{mutex_};
            stopping_ = true;
            curl_multi_wakeup(multi_.get());
            // The callers that this cancels still touch the members on their way out.
            callers_left_.wait(lock, [&] { return callers_ == 0; });
            curl_multi_wakeup(multi_.get());
        }
        thread_.join();
    }

    Outcome send(const ClientRequest& request, std::stop_token stop) override {
        if (!is_token(request.method))
            throw Error{Fault::invalid, "\"" + request.method + "\" is no HTTP method"};
        for (const auto& [name, value] : request.headers) {
            // The value may be a secret.
            if (!is_token(name) || !is_field_value(value)) {
                throw Error{Fault::invalid,
                            "the request header \"" + name + "\" has a character HTTP does not allow"};
            }
        }
        const auto call = std::make_shared<Call>(request);
        // Left to the callback below, the word could come after the request has gone.
        if (stop.stop_requested()) {
            const auto why = TransportFailure::cancelled;
            return NoResponse{why, false, describe(*call, why, CURLE_OK)};
        }
        std::future<Outcome> outcome = call->outcome.get_future();
        const Caller caller{*this};
        hand_over(arrived_, call);
        const std::stop_callback cancel{stop, [&] { hand_over(cancelled_, call); }};
        return outcome.get();
    }

  private:
    using Calls = std::vector<std::shared_ptr<Call>>;

    /// Counts a thread that is inside send().
    struct Caller {
        explicit Caller(CurlTransport& transport_) : transport(transport_) {
            const std::scoped_lock lock{transport.mutex_};
            ++transport.callers_;
        }
        ~Caller() {
            const std::scoped_lock lock{transport.mutex_};
            --transport.callers_;
            transport.callers_left_.notify_all();
        }
        Caller(const Caller&) = delete;
        Caller& operator=(const Caller&) = delete;
        CurlTransport& transport;
    };

    void hand_over(Calls& list, const std::shared_ptr<Call>& call) {
        const std::scoped_lock lock{mutex_};
        list.push_back(call);
        curl_multi_wakeup(multi_.get());
    }

    void run() {
        // OpenSSL writes to sockets without MSG_NOSIGNAL; a broken connection is an error, not a signal.
        sigset_t broken_pipe;
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
        while (true) {
            Calls arrived;
            Calls cancelled;
            bool stopping = false;
            {
                const std::scoped_lock lock{mutex_};
                arrived.swap(arrived_);
                cancelled.swap(cancelled_);
                stopping = stopping_ && callers_ == 0;
                if (stopping_) {
                    for (const auto& [easy, call] : running_) cancelled.push_back(call);
                    cancelled.insert(cancelled.end(), arrived.begin(), arrived.end());
                }
            }
            if (stopping) return;
            for (const auto& call : arrived) start(call);
            for (const auto& call : cancelled) cancel(*call);
            int active = 0;
            curl_multi_perform(multi_.get(), &active);
            collect();
            curl_multi_poll(multi_.get(), nullptr, 0, 1000, nullptr);
        }
    }

    void start(const std::shared_ptr<Call>& call) {
        try {
            call->easy = take_handle();
            prepare(*call);
            const CURLMcode added = curl_multi_add_handle(multi_.get(), call->easy.get());
            ensure(added == CURLM_OK, "libcurl takes no request");
            running_.emplace(call->easy.get(), call);
        } catch (...) {
            call->outcome.set_exception(std::current_exception());
        }
    }

    void cancel(Call& call) {
        // It may have ended before the word came.
        if (running_.contains(call.easy.get())) fail(call, TransportFailure::cancelled, CURLE_OK);
    }

    void collect() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            Call& call = *running_.at(message->easy_handle);
            CURLcode code = message->data.result;  // the message dies with its handle
            // libcurl takes a header that was cut off for one that ended.
            if (code == CURLE_OK && !call.header_ended) code = CURLE_PARTIAL_FILE;
            if (code != CURLE_OK) {
                fail(call, failure_of(call, code), code);
                continue;
            }
            call.response.status = static_cast<int>(info<long>(call, CURLINFO_RESPONSE_CODE));
            finish(call, std::move(call.response));
        }
    }

    void fail(Call& call, TransportFailure failure, CURLcode code) {
        finish(call, NoResponse{failure, was_sent(call), describe(call, failure, code)});
    }

    void finish(Call& call, Outcome outcome) {
        curl_multi_remove_handle(multi_.get(), call.easy.get());
        const auto keep = std::move(running_.extract(call.easy.get()).mapped());
        curl_easy_reset(call.easy.get());  // forgets the request, keeps the TLS sessions
        if (idle_.size() < idle_handles_kept && !call.request.is_confidential)
            idle_.push_back(std::move(call.easy));
        call.easy.reset();
        call.outcome.set_value(std::move(outcome));
    }

    Easy take_handle() {
        if (idle_.empty()) {
            Easy fresh{curl_easy_init()};
            if (!fresh) throw std::bad_alloc{};
            return fresh;
        }
        Easy handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }

    std::mutex mutex_;  ///< guards the five below
    Calls arrived_;
    Calls cancelled_;
    bool stopping_ = false;
    std::size_t callers_ = 0;
    std::condition_variable callers_left_;

    // The I/O thread's own.
    Multi multi_;
    std::vector<Easy> idle_;
    std::unordered_map<CURL*, std::shared_ptr<Call>> running_;
    std::jthread thread_;
};

}  // namespace

std::unique_ptr<Transport> make_curl_transport() {
    return std::make_unique<CurlTransport>();
}

}  // namespace certwright::net
