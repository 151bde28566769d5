#include "http/routes/aws_certificates.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"
#include "http/routes/certificate_csv.hpp"
#include "http/routes/certificate_document.hpp"

#include <limits>
#include <memory>

namespace certwright::http {

namespace {

constexpr std::size_t export_page = 1000;

std::vector<Property> filter_properties() {
    std::vector<Property> properties;
    for (const auto& [name, meaning] : inventory::CertificateFilter::properties())
        properties.push_back(
            optional(std::string{name}, array_of(text().length(1, 512))
                                            .length(1, 50)
                                            .describe(std::string{meaning} + ". `!` in front negates.")));
    return properties;
}

inventory::CertificateFilter filter_of(const RequestContext& context) {
    std::vector<std::pair<std::string, std::string>> parameters;
    for (const auto& [name, meaning] : inventory::CertificateFilter::properties())
        for (const std::string& value : json::texts(context.query, name))
            parameters.emplace_back(std::string{name}, value);
    return inventory::CertificateFilter::parse(parameters);
}

inventory::CertificateSort sort_of(const RequestContext& context) {
    return inventory::CertificateSort::parse(json::text(context.query, "sort").value_or("not_after"));
}

Route list_aws_certificates(const CertificatePorts& ports) {
    std::vector<Property> query = filter_properties();
    query.push_back(optional("sort", text().length(1, 40).describe("A field; `-` in front for descending.")));
    query.push_back(optional("total", boolean().describe("Count all matches too.")));
    return {
        .name = "list_aws_certificates",
        .method = Method::get,
        .path = "/api/v1/aws_certificates",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "List AWS certificates",
        .description = "Different filters all hold; repeated ones are alternatives.",

        .query = list_query(query),

        .output = list_of(certificate_schema()),

        .handle =
            [ports](const RequestContext& context) {
                const auto filter = filter_of(context);
                const auto sort = sort_of(context);
                std::optional<inventory::CertificateCursor> after;
                if (const auto cursor = json::text(context.query, "cursor")) {
                    const auto parts = decode_cursor(*cursor, 2);
                    after = inventory::CertificateCursor{parts[0], parts[1]};
                }
                const Time now = ports.clock.now();
                return ports.database.read([&](store::Connection& connection) {
                    const inventory::CertificateSelection selection{connection, filter, now};
                    const auto page =
                        inventory::list_certificates(connection, selection, sort, after, context.limit());
                    std::optional<std::int64_t> total;
                    if (json::boolean(context.query, "total").value_or(false))
                        total = inventory::count_certificates(connection, selection);
                    json::array items;
                    for (const auto& row : page.rows) items.push_back(write_certificate(row, now));
                    std::optional<std::string> next;
                    if (page.next) next = encode_cursor({page.next->value, page.next->id});
                    return list_reply(std::move(items), next, total);
                });
            },
    };
}

Route total_aws_certificates(const CertificatePorts& ports) {
    return {
        .name = "total_aws_certificates",
        .method = Method::get,
        .path = "/api/v1/aws_certificates/summary",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "Totals and expiry buckets of the filtered certificates",

        .query = object("", filter_properties()),

        .output = totals_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const auto filter = filter_of(context);
                const Time now = ports.clock.now();
                return Reply::json(write_totals(ports.database.read([&](store::Connection& connection) {
                    return inventory::total_certificates(
                        connection, inventory::CertificateSelection{connection, filter, now}, now);
                })));
            },
    };
}

Route list_property_values(const CertificatePorts& ports) {
    return {
        .name = "list_aws_certificate_values",
        .method = Method::get,
        .path = "/api/v1/aws_certificates/values",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "The values one property has, for filters",

        .query = object("", {{"property", text().length(1, 40)}}),

        .output = object(
            "PropertyValues",
            {{"values", array_of(object("", {{"value", text()}, {"label", text()}, {"count", integer()}}))}}),

        .handle =
            [ports](const RequestContext& context) {
                json::array values;
                for (const auto& one : ports.database.read([&](store::Connection& connection) {
                         return inventory::list_values(connection, *json::text(context.query, "property"));
                     }))
                    values.push_back(
                        json::object{{"value", one.value}, {"label", one.label}, {"count", one.count}});
                return Reply::json(json::object{{"values", std::move(values)}});
            },
    };
}

/// Every match as one file, written a page at a time: the whole may be larger than the memory.
class Export {
  public:
    Export(const CertificatePorts& ports, const RequestContext& context)
        : database_(ports.database),
          filter_(filter_of(context)),
          sort_(sort_of(context)),
          now_(ports.clock.now()),
          is_csv_(*json::text(context.query, "format") == "csv"),
          left_(static_cast<std::size_t>(
              json::integer(context.query, "limit").value_or(std::numeric_limits<std::int64_t>::max()))) {}

    bool is_csv() const noexcept { return is_csv_; }

    std::optional<std::string> next_piece() {
        if (done_) return std::nullopt;
        const auto page = database_.read([&](store::Connection& connection) {
            return inventory::list_certificates(connection,
                                                inventory::CertificateSelection{connection, filter_, now_},
                                                sort_, after_, std::min(left_, export_page));
        });
        std::string piece = first_ ? (is_csv_ ? csv_header() : "[") : "";
        for (const auto& row : page.rows) {
            if (is_csv_)
                piece += csv_row(row, now_);
            else
                piece += (std::exchange(first_, false) ? "\n" : ",\n") +
                         boost::json::serialize(write_certificate(row, now_));
        }
        first_ = false;
        left_ -= page.rows.size();
        after_ = page.next;
        done_ = !after_ || left_ == 0;
        if (done_ && !is_csv_) piece += "\n]\n";
        return piece;
    }

  private:
    store::Database& database_;
    const inventory::CertificateFilter filter_;
    const inventory::CertificateSort sort_;
    const Time now_;
    const bool is_csv_;
    std::size_t left_;
    std::optional<inventory::CertificateCursor> after_;
    bool first_ = true;  ///< nothing was written yet
    bool done_ = false;
};

Route export_aws_certificates(const CertificatePorts& ports) {
    std::vector<Property> query = filter_properties();
    query.push_back(optional("sort", text().length(1, 40)));
    query.push_back(
        optional("limit", integer().between(1, 10'000'000).describe("At most so many; all when absent.")));
    query.push_back({"format", one_of({"csv", "json"})});
    return {
        .name = "export_aws_certificates",
        .method = Method::get,
        .path = "/api/v1/aws_certificates/export",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "All filtered certificates as one CSV or JSON file",

        .query = object("", query),

        .output_types = {"text/csv; charset=utf-8", "application/json"},

        .handle =
            [ports](const RequestContext& context) {
                const auto made = std::make_shared<Export>(ports, context);
                const auto next = [made] { return made->next_piece(); };
                if (made->is_csv())
                    return Reply::attachment(next, "text/csv; charset=utf-8", "aws-certificates.csv");
                return Reply::attachment(next, "application/json", "aws-certificates.json");
            },
    };
}

Route read_aws_certificate(const CertificatePorts& ports) {
    return {
        .name = "read_aws_certificate",
        .method = Method::get,
        .path = "/api/v1/aws_certificates/{id}",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "Look at an AWS certificate, by id or URL-encoded ARN",

        .output = certificate_detail_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return Reply::json(
                    write_certificate_detail(ports.database.read([&](store::Connection& connection) {
                        return inventory::get_certificate_detail(connection, context.path_value("id"));
                    }),
                                             ports.clock.now()));
            },
    };
}

/// www.example.com.pem; a wildcard's asterisk is a letter that many file systems refuse.
std::string pem_file_name(std::string_view domain_name, std::string_view part) {
    std::string name{domain_name.empty() ? "certificate" : domain_name};
    if (name.front() == '*') name.replace(0, 1, "wildcard");
    if (part == "chain") name += ".chain";
    if (part == "full") name += ".fullchain";
    return name + ".pem";
}

Route read_pem(const CertificatePorts& ports) {
    return {
        .name = "read_aws_certificate_pem",
        .method = Method::get,
        .path = "/api/v1/aws_certificates/{id}/pem",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "The certificate, its chain or both as PEM",

        .query = object("", {optional("part", one_of({"certificate", "chain", "full"}))}),

        .output_types = {"application/x-pem-file"},

        .handle =
            [ports](const RequestContext& context) {
                const auto pem = ports.database.read([&](store::Connection& connection) {
                    return inventory::get_certificate_pem(connection, context.path_value("id"));
                });
                const std::string part = json::text(context.query, "part").value_or("full");
                if (part == "chain" && pem.chain.empty())
                    throw Error{Fault::not_found, "AWS holds no chain for this certificate"};
                std::string text = part == "chain" ? pem.chain : pem.certificate;
                if (part == "full") text += pem.chain;
                return Reply::attachment(std::move(text), "application/x-pem-file",
                                         pem_file_name(pem.domain_name, part));
            },
    };
}

Route list_certificate_history(const CertificatePorts& ports) {
    return {
        .name = "list_aws_certificate_history",
        .method = Method::get,
        .path = "/api/v1/aws_certificates/{id}/history",
        .permission = auth::Permission::inventory_read,
        .tag = "AWS certificates",
        .summary = "What happened to an AWS certificate, newest first",

        .query = list_query(),

        .output = list_of(object(
            "HistoryEntry",
            {{"id", text()},
             {"at", time()},
             {"run_id", text().nullable()},
             {"kind", one_of({"found", "changed", "renewed", "missing", "reappeared"})},
             {"changes", array_of(object("", {{"field", text()}, {"before", text()}, {"after", text()}}))}})),

        .handle =
            [ports](const RequestContext& context) {
                const auto cursor = json::text(context.query, "cursor");
                const std::string before = cursor ? decode_cursor(*cursor, 1).front() : "";
                auto entries = ports.database.read([&](store::Connection& connection) {
                    const auto row = inventory::find_certificate(connection, context.path_value("id"));
                    if (!row)
                        throw Error{Fault::not_found,
                                    "no AWS certificate '" + context.path_value("id") + "'"};
                    return inventory::list_history(connection, row->id, before, context.limit() + 1);
                });
                std::optional<std::string> next;
                if (entries.size() > context.limit()) {
                    entries.resize(context.limit());
                    next = encode_cursor({entries.back().id});
                }
                json::array items;
                for (const auto& entry : entries)
                    items.push_back(json::object{{"id", entry.id},
                                                 {"at", json::from_time(entry.at)},
                                                 {"run_id", json::or_null(entry.run)},
                                                 {"kind", entry.kind},
                                                 {"changes", json::parse(entry.changes, "stored changes")}});
                return list_reply(std::move(items), next);
            },
    };
}

}  // namespace

void add_certificate_routes(Router& router, const CertificatePorts& ports) {
    router.add(list_aws_certificates(ports));
    router.add(total_aws_certificates(ports));
    router.add(list_property_values(ports));
    router.add(export_aws_certificates(ports));
    router.add(read_aws_certificate(ports));
    router.add(read_pem(ports));
    router.add(list_certificate_history(ports));
}

}  // namespace certwright::http
