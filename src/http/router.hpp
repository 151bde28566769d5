#pragma once

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "http/idempotency.hpp"
#include "http/identity.hpp"
#include "http/rate_limit.hpp"
#include "http/route.hpp"

#include <functional>
#include <vector>

namespace certwright::http {

struct RouterOptions {
    /// Tests switch it on: an answer that does not fit its route's output schema or status becomes
    /// Fault::internal, so that the document can never say what the server does not do.
    bool check_answers = false;
    /// For a server that only this machine reaches: a Host that does not name this machine is refused,
    /// because a web page whose name was pointed here ("DNS rebinding") would otherwise pass for our own.
    bool local_names_only = false;
    /// For each user, or each client address where nobody is signed in.
    RateLimit::Rate request_rate{.per_second = 50, .burst = 500};
    /// Failures of guessable routes, for each client address: ten at once, then one every six seconds.
    RateLimit::Rate guess_rate{.per_second = 1.0 / 6, .burst = 10};
};

/// The one way into the server: finds the route, asks who is calling and whether that is allowed,
/// refuses forgeries and floods, checks path, query and body against the route's description, runs
/// its handler, and turns every Error into a problem document. Thread-safe once all routes are added.
class Router {
  public:
    Router(Identify identify, Idempotency& idempotency, const Clock& clock, Metrics& metrics,
           RouterOptions options = {});

    /// Throws Fault::internal when the name, or the method and path, are taken.
    void add(Route route);
    /// Answers GET outside /api/ that no route fits: the user interface.
    void set_fallback(std::function<net::ServerResponse(const net::ServerRequest&)> fallback);

    const std::vector<Route>& routes() const noexcept { return routes_; }
    net::ServerResponse answer(const net::ServerRequest& request);

  private:
    struct Match {
        const Route* route = nullptr;
        PathParameters path;
        std::string allowed;  ///< methods that the path has, when the one asked for is not among them
    };
    Match find(std::string_view method, const std::vector<std::string>& segments) const;
    Reply dispatch(const net::ServerRequest& request, const Match& match);
    Reply call(const net::ServerRequest& request, const Match& match, const std::optional<Identity>& who);
    Reply handle(const Route& route, const RequestContext& context);
    void check(const Route& route, const Reply& reply) const;
    void record(const net::ServerRequest& request, const Match& match, int status, Duration took);

    Identify identify_;
    Idempotency& idempotency_;
    Metrics& metrics_;
    const RouterOptions options_;
    RateLimit requests_;
    RateLimit guesses_;
    std::vector<Route> routes_;
    std::vector<PathTemplate> templates_;  ///< of the route at the same index
    std::function<net::ServerResponse(const net::ServerRequest&)> fallback_;
};

}  // namespace certwright::http
