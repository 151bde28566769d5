#include "sandbox/acm/listing.hpp"

#include "sandbox/acm/lookup.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace certwright::sandbox::acm {
namespace {

using Order = std::multimap<Time, std::string>;

/// A place in the order of creation.
std::string place_key(const Order::value_type& entry) {
    return fmt::format("{}|{}", to_micros(entry.first), entry.second);
}

/// The entry of a place; one that is gone is replaced by where it would be.
Order::const_iterator entry_at(const Order& order, std::string_view key) {
    const auto bar = key.find('|');
    std::int64_t micros = 0;
    std::from_chars(key.data(), key.data() + bar, micros);
    auto [first, last] = order.equal_range(from_micros(micros));
    while (first != last && first->second != key.substr(bar + 1)) ++first;
    return first;
}

/// What lies after a place in the order, from which end it is read.
template <class Iterator>
std::vector<const Certificate*> collect(Iterator from, Iterator end, const Store& store,
                                        const std::function<bool(const Certificate&)>& wanted, Pager& pager,
                                        Time now) {
    std::vector<const Certificate*> rows;
    for (; from != end; ++from) {
        const Certificate& certificate = store.certificates.find(from->second)->second;
        if (!is_visible(certificate, now) || !wanted(certificate)) continue;
        if (!pager.take(place_key(*from))) break;
        rows.push_back(&certificate);
    }
    return rows;
}

}  // namespace

std::vector<const Certificate*> rows_of_page(const Store& store,
                                             const std::function<bool(const Certificate&)>& wanted,
                                             bool descending, Pager& pager, Time now) {
    const auto& order = store.by_creation;
    const bool begins = pager.after().empty();
    const auto place = begins ? order.end() : entry_at(order, pager.after());
    if (descending) {
        const auto from = begins ? order.rbegin() : std::make_reverse_iterator(place);
        return collect(from, order.rend(), store, wanted, pager, now);
    }
    const auto from = begins ? order.begin() : (place == order.end() ? place : std::next(place));
    return collect(from, order.end(), store, wanted, pager, now);
}

}  // namespace certwright::sandbox::acm
