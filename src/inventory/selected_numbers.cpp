#include "inventory/selected_numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace certwright::inventory {
namespace {

/// So many are quicker looked up one by one and sorted than met on a walk along an index.
constexpr std::size_t few_numbers = 500;

}  // namespace

SelectedNumbers::SelectedNumbers(const std::vector<FilterTerm>& terms, const Search& search) {
    for (const FilterTerm& term : terms) narrow(term, search);
}

void SelectedNumbers::narrow(const FilterTerm& term, const Search& search) {
    if (!term.wanted.empty()) keep(search(term.property, term.wanted));
    if (!term.unwanted.empty()) leave_out(search(term.property, term.unwanted));
}

void SelectedNumbers::keep(CertificateNumbers others) {
    only_ = among(std::move(others));
    except_.reset();
}

void SelectedNumbers::leave_out(CertificateNumbers others) {
    if (only_)
        only_->remove(others);
    else if (except_)
        except_->add(others);
    else
        except_ = std::move(others);
}

std::string SelectedNumbers::to_sql(store::Values& values, std::string_view walked) const {
    if (!only_ && !except_) return "TRUE";
    const std::size_t place = values.size() + 1;
    if (only_ && only_->size() <= few_numbers) {
        values.emplace_back(fmt::format("[{}]", fmt::join(only_->in_order(), ",")));
        return fmt::format("c.number IN (SELECT value FROM json_each(${}))", place);
    }
    values.emplace_back((only_ ? *only_ : *except_).bits());
    return fmt::format("{}get_bit(${}, {})", only_ ? "" : "NOT ", place, walked);
}

std::optional<std::int64_t> SelectedNumbers::size() const {
    if (!only_) return std::nullopt;
    return static_cast<std::int64_t>(only_->size());
}

CertificateNumbers SelectedNumbers::among(CertificateNumbers all) const {
    if (only_) all.keep(*only_);
    if (except_) all.remove(*except_);
    return all;
}

}  // namespace certwright::inventory
