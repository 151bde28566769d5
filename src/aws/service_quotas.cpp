#include "aws/service_quotas.hpp"

#include "aws/ask.hpp"
#include "aws/service_quotas_codec.hpp"

#include <algorithm>
#include <iterator>

namespace certwright::aws::service_quotas {

Outcome<std::vector<Quota>> list_service_quotas(Client& client, const std::string& region,
                                                const std::string& service, const CallContext& context) {
    std::vector<Quota> quotas;
    std::string token;
    do {
        const Call call{.service = Service::service_quotas,
                        .operation = "ListServiceQuotas",
                        .region = region,
                        .body = list_request(service, token)};
        auto page = ask(client, call, context, parse_list_page);
        if (!page) return page.failure();
        std::ranges::move(page->rows, std::back_inserter(quotas));
        if (!token.empty() && page->next_token == token)
            return repeated_page("servicequotas", call.operation, region);
        token = page->next_token;
    } while (!token.empty());
    return quotas;
}

}  // namespace certwright::aws::service_quotas
