#include "sandbox/admin/approval_page.hpp"

#include "base/error.hpp"
#include "net/url.hpp"
#include "sandbox/admin/answers.hpp"
#include "sandbox/admin/approval.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

net::ServerResponse approval_page(int status, std::string_view title, std::string_view content) {
    return admin_file(status, "text/html; charset=utf-8",
                      fmt::format("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                                  "<meta name=\"viewport\" content=\"width=device-width\">\n"
                                  "<title>{0} – AWS sandbox</title>\n"
                                  "<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n"
                                  "<link rel=\"stylesheet\" href=\"page.css\">\n</head>\n"
                                  "<body class=\"approval\">\n<main>\n<h1>{0}</h1>\n{1}</main>\n</body>\n"
                                  "</html>\n",
                                  escaped(title), content));
}

std::string facts_of(const AskedApproval& asked) {
    return fmt::format(
        "<dl>\n<dt>Domain</dt><dd>{}</dd>\n<dt>AWS account ID</dt><dd>{}</dd>\n"
        "<dt>AWS Region name</dt><dd>{}</dd>\n<dt>Certificate identifier</dt><dd>{}</dd>\n</dl>\n",
        escaped(asked.domain), escaped(asked.account_id), escaped(asked.region), escaped(asked.arn));
}

std::string button_for(const ApprovalLink& link) {
    const auto action = fmt::format("approve?arn={}&domain={}&approval={}", net::percent_encode(link.arn),
                                    net::percent_encode(link.domain), net::percent_encode(link.code));
    return fmt::format(
        "<form method=\"post\" action=\"{}\">\n<div id=\"approve-button\" name=\"approve-button\">"
        "<button class=\"primary\">I approve</button></div>\n</form>\n",
        escaped(action));
}

net::ServerResponse page_of(const AskedApproval& asked, const ApprovalLink& link, bool by_post) {
    if (asked.approved) {
        return approval_page(
            200, by_post ? "Approved" : "Already approved",
            "<p>The domain is validated for this certificate. You may close this page.</p>\n" +
                facts_of(asked));
    }
    return approval_page(
        200, "Approve a certificate",
        "<p>Somebody asked AWS Certificate Manager, as this sandbox plays it, for an SSL/TLS certificate. "
        "Approve it only if the request is yours or your organization's.</p>\n" +
            facts_of(asked) + button_for(link));
}

}  // namespace

net::ServerResponse answer_approval(World& world, const net::ServerRequest& request) {
    const ApprovalLink link{.arn = query_text(request, "arn"),
                            .domain = query_text(request, "domain"),
                            .code = query_text(request, "approval")};
    const bool by_post = request.method == "POST";
    try {
        return page_of(by_post ? approve(world, link) : asked_by(world, link), link, by_post);
    } catch (const Error& problem) {
        if (problem.fault() != Fault::not_found) throw;
        return approval_page(404, "Nothing to approve", "<p>" + escaped(problem.message()) + ".</p>\n");
    }
}

}  // namespace certwright::sandbox
