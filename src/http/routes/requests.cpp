#include "base/json.hpp"
#include "base/pem.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/actor.hpp"
#include "http/routes/making.hpp"
#include "http/routes/making_document.hpp"
#include "lifecycle/request_draft.hpp"
#include "lifecycle/take_out.hpp"
#include "x509/request.hpp"

namespace certwright::http {

namespace {

lifecycle::RequestWish request_wish(const json::object& body) {
    lifecycle::RequestWish wish;
    wish.name = *json::text(body, "name");
    wish.like = json::text(body, "like").value_or("");
    wish.description = read_description(body);
    if (const auto named = json::text(body, "key_algorithm"))
        wish.key_algorithm = crypto::parse_key_algorithm(*named);
    wish.with_same_key = json::boolean(body, "same_key").value_or(false);
    return wish;
}

Route create_request(const MakingPorts& ports) {
    std::vector<Property> input = description_properties();
    input.insert(
        input.begin(),
        {{"name",
          text().length(1, 128).describe("The certificate it is for: one that is there, whose subject and "
                                         "names it has, or a new one.")},
         optional("like", text().length(1, 128).describe("Another certificate that it is modelled on.")),
         optional("key_algorithm", key_algorithm_schema()),
         optional("same_key",
                  boolean().describe("That of the certificate it is modelled on; a new one when left "
                                     "out."))});
    return {
        .name = "create_request",
        .method = Method::post,
        .path = "/api/v1/requests",
        .permission = auth::Permission::repository_write,
        .tag = "Requests",
        .summary = "Make a certificate signing request",
        .description = "It waits, with its key, until the certificate for it is imported.",
        .repeat = Repeat::replay,

        .input = object("NewRequest", input),

        .output = request_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                const auto draft = ports.database.read([&](store::Connection& connection) {
                    return lifecycle::draft_request(connection, ports.repository, ports.keys,
                                                    request_wish(context.body));
                });
                const auto made_key =
                    draft.key ? std::nullopt : std::optional{crypto::KeyPair::generate(draft.key_algorithm)};
                const crypto::KeyPair& key = draft.key ? *draft.key : *made_key;
                const Bytes der = x509::make_request(draft.described, key, x509::usual_hash(key));
                const auto request = ports.database.write([&](store::Transaction& transaction) {
                    return ports.requests.add(transaction, {draft.name, draft.certificate, der}, key,
                                              actor_of(context));
                });
                return Reply::created(write_request(request), "/api/v1/requests/" + request.id.text());
            },
    };
}

std::optional<lifecycle::RequestCursor> request_cursor(const RequestContext& context) {
    const auto cursor = json::text(context.query, "cursor");
    if (!cursor) return std::nullopt;
    const auto parts = decode_cursor(*cursor, 3);
    return lifecycle::RequestCursor{parts[0] == "waiting", from_micros(cursor_number(parts[1])), parts[2]};
}

Route list_requests(const MakingPorts& ports) {
    return {
        .name = "list_requests",
        .method = Method::get,
        .path = "/api/v1/requests",
        .permission = auth::Permission::repository_read,
        .tag = "Requests",
        .summary = "List the requests, those that wait first",

        .query = list_query(),

        .output = list_of(request_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto after = request_cursor(context);
                return ports.database.read([&](store::Connection& connection) {
                    const auto page = ports.requests.page(connection, after, context.limit());
                    json::array items;
                    for (const auto& request : page.rows) items.push_back(write_request(request));
                    std::optional<std::string> next;
                    if (page.next)
                        next =
                            encode_cursor({page.next->waits ? "waiting" : "done",
                                           std::to_string(to_micros(page.next->created_at)), page.next->id});
                    return list_reply(std::move(items), next, ports.requests.count(connection));
                });
            },
    };
}

Route read_request(const MakingPorts& ports) {
    return {
        .name = "read_request",
        .method = Method::get,
        .path = "/api/v1/requests/{id}",
        .permission = auth::Permission::repository_read,
        .tag = "Requests",
        .summary = "Look at a request, by id, or by name while it waits",

        .output = request_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return Reply::json(write_request(ports.database.read([&](store::Connection& connection) {
                    return ports.requests.get(connection, context.path_value("id"));
                })));
            },
    };
}

Route read_request_file(const MakingPorts& ports) {
    return {
        .name = "read_request_file",
        .method = Method::get,
        .path = "/api/v1/requests/{id}/csr",
        .permission = auth::Permission::repository_read,
        .tag = "Requests",
        .summary = "The request itself, as an authority wants it",

        .query = object("", {optional("format", one_of({"pem", "der"}).describe("PEM when left out."))}),

        .output_types = {"application/x-pem-file", "application/pkcs10"},

        .handle =
            [ports](const RequestContext& context) {
                const auto request = ports.database.read([&](store::Connection& connection) {
                    return ports.requests.get(connection, context.path_value("id"));
                });
                const bool as_der = json::text(context.query, "format").value_or("pem") == "der";
                if (!as_der)
                    return Reply::attachment(request.pem, "application/x-pem-file",
                                             lifecycle::file_name(request.name, ".csr.pem"));
                const Bytes der = from_base64(next_pem_block(request.pem)->body);
                return Reply::attachment(std::string{as_text(der)}, "application/pkcs10",
                                         lifecycle::file_name(request.name, ".csr"));
            },
    };
}

Route remove_request(const MakingPorts& ports) {
    return {
        .name = "remove_request",
        .method = Method::delete_,
        .path = "/api/v1/requests/{id}",
        .permission = auth::Permission::repository_write,
        .tag = "Requests",
        .summary = "Remove a request, and its key unless a certificate has it",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                ports.database.write([&](store::Transaction& transaction) {
                    const auto request = ports.requests.get(transaction, context.path_value("id"));
                    ports.requests.remove(transaction, request.id, actor_of(context));
                });
                return Reply::nothing();
            },
    };
}

}  // namespace

void add_request_routes(Router& router, const MakingPorts& ports) {
    router.add(create_request(ports));
    router.add(list_requests(ports));
    router.add(read_request(ports));
    router.add(read_request_file(ports));
    router.add(remove_request(ports));
}

}  // namespace certwright::http
