#include "x509/pem_or_der.hpp"

#include "base/error.hpp"
#include "base/pem.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

constexpr std::uint8_t der_sequence = 0x30;  // also the digit 0, with which no PEM text begins

}  // namespace

Bytes pem_or_der(BytesView input, std::span<const std::string_view> labels, const crypto::DerKind& kind) {
    if (input.size() > 2 * kind.max_size)  // base64 and line ends take a third more
        throw Error{Fault::invalid, fmt::format("cannot read {} of {} bytes: the limit is {}", kind.name,
                                                input.size(), kind.max_size)};
    if (input.empty() || input.front() == der_sequence) return {input.begin(), input.end()};
    const std::string_view text = as_text(input);
    for (auto block = next_pem_block(text); block; block = next_pem_block(block->rest)) {
        if (std::ranges::find(labels, block->label) == labels.end()) continue;
        try {
            if (!block->ended) throw Error{Fault::invalid, "it has no END line"};
            return from_base64(block->body);
        } catch (Error& error) {
            throw std::move(error).within(fmt::format("cannot read {}", kind.name));
        }
    }
    throw Error{Fault::invalid, fmt::format("the text holds no PEM block {}", labels.front()),
                fmt::format("it must contain -----BEGIN {}----- and its END line", labels.front())};
}

}  // namespace certwright::x509
