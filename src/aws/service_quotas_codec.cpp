#include "aws/service_quotas_codec.hpp"

#include "aws/json_answer.hpp"
#include "base/json.hpp"

namespace certwright::aws::service_quotas {

std::string list_request(const std::string& service, const std::string& next_token) {
    json::object request{{"ServiceCode", service}, {"MaxResults", 100}};
    if (!next_token.empty()) request["NextToken"] = next_token;
    return boost::json::serialize(request);
}

QuotaPage parse_list_page(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to ListServiceQuotas");
    constexpr std::string_view list = "Quotas";
    QuotaPage page;
    for (const json::value& element : required_list(answer, list)) {
        const json::object& row = row_of(element, list);
        const json::value* value = json::find(row, "Value");
        if (!value || !value->is_number()) continue;
        page.rows.push_back({required_text(row, "QuotaCode"), value->to_number<double>()});
    }
    page.next_token = text_or_empty(answer, "NextToken");
    return page;
}

}  // namespace certwright::aws::service_quotas
