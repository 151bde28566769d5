#pragma once

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>
#include <utility>

/// A world in a file: what is kept, how it is written and how it is read again.
namespace certwright::sandbox::state {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

template <class T, class M>
M member_type(M T::*);

template <class T, class List>
constexpr bool has_exactly = false;

/// It can be made of the described members, and of not one more.
template <class T, template <class...> class List, class... D>
constexpr bool has_exactly<T, List<D...>> =
    requires { T{std::declval<decltype(member_type(D::pointer))>()...}; } && !requires {
        T{std::declval<decltype(member_type(D::pointer))>()..., {}};
    };

/// Whether BOOST_DESCRIBE_STRUCT below a plain struct names all of its members, in their order: what it left
/// out would be lost with the next start.
template <Described T>
constexpr bool is_wholly_described = has_exactly<T, Members<T>>;

}  // namespace certwright::sandbox::state
