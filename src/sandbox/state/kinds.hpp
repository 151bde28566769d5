#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// How the containers that state is made of are written.
namespace certwright::sandbox::state {

/// As an object.
template <class T>
constexpr bool is_text_map = false;
template <class V, class C>
constexpr bool is_text_map<std::map<std::string, V, C>> = true;

/// As a list of pairs.
template <class T>
constexpr bool is_pair_map = false;
template <class K, class V, class C>
constexpr bool is_pair_map<std::map<K, V, C>> = !is_text_map<std::map<K, V, C>>;
template <class K, class V, class C>
constexpr bool is_pair_map<std::multimap<K, V, C>> = true;

/// As a list; insert() takes the end as a hint.
template <class T>
constexpr bool is_list = false;
template <class V>
constexpr bool is_list<std::vector<V>> = true;
template <class V>
constexpr bool is_list<std::deque<V>> = true;
template <class V, class C>
constexpr bool is_list<std::set<V, C>> = true;
template <class V, class C>
constexpr bool is_list<std::multiset<V, C>> = true;

template <class T>
constexpr bool is_optional = false;
template <class V>
constexpr bool is_optional<std::optional<V>> = true;

template <class T>
constexpr bool is_pair = false;
template <class A, class B>
constexpr bool is_pair<std::pair<A, B>> = true;

template <class T>
constexpr bool is_never = false;

}  // namespace certwright::sandbox::state
