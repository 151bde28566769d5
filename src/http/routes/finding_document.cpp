#include "http/routes/finding_document.hpp"

#include "base/json.hpp"

namespace certwright::http {

Schema finding_schema() {
    return object("Finding",
                  {{"id", text().describe("Of the check; never changes.")},
                   {"severity", one_of({"error", "warning", "note"})},
                   {"message", text()},
                   {"hint", text()},
                   {"refused_by_acm", boolean().describe("It is not deployed to AWS-ACM because of this.")}});
}

json::object write_finding(const lifecycle::Finding& finding) {
    return {{"id", finding.id},
            {"severity", to_string(finding.severity)},
            {"message", finding.message},
            {"hint", finding.hint},
            {"refused_by_acm", finding.refused_by_acm}};
}

}  // namespace certwright::http
