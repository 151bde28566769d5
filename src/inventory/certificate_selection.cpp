#include "inventory/certificate_selection.hpp"

#include "base/error.hpp"
#include "inventory/certificate_search.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace certwright::inventory {
namespace {

/// So many are quicker looked up one by one and sorted than met on a walk along an index.
constexpr std::size_t few_numbers = 500;

}  // namespace

CertificateSelection::CertificateSelection(store::Connection& connection, const CertificateFilter& filter,
                                           Time now)
    : by_number_(connection.dialect() == store::Dialect::sqlite) {
    if (!by_number_) {
        condition_ = filter.to_sql(now, condition_values_, &connection);
        return;
    }
    CertificateNumbers unwanted;
    for (const auto& term : filter.terms()) {
        if (!term.unwanted.empty())
            unwanted.add(search_certificates(connection, term.property, term.unwanted, now));
        if (term.wanted.empty()) continue;
        auto wanted = search_certificates(connection, term.property, term.wanted, now);
        if (only_)
            only_->keep(wanted);
        else
            only_ = std::move(wanted);
    }
    if (only_)
        only_->remove(unwanted);
    else if (!filter.terms().empty())
        except_ = std::move(unwanted);
}

std::string CertificateSelection::to_sql(store::Values& values) const {
    if (!by_number_) {
        ensure(values.empty(), "the filter's values are the first of a statement");
        values = condition_values_;
        return condition_;
    }
    if (!only_ && !except_) return "TRUE";
    const std::size_t place = values.size() + 1;
    if (only_ && only_->size() <= few_numbers) {
        values.emplace_back(fmt::format("[{}]", fmt::join(only_->in_order(), ",")));
        return fmt::format("c.number IN (SELECT value FROM json_each(${}))", place);
    }
    values.emplace_back((only_ ? *only_ : *except_).bits());
    return fmt::format("{}get_bit(${}, c.number)", only_ ? "" : "NOT ", place);
}

std::optional<std::int64_t> CertificateSelection::size() const {
    if (!only_) return std::nullopt;
    return static_cast<std::int64_t>(only_->size());
}

}  // namespace certwright::inventory
