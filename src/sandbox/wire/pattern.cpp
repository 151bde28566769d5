#include "sandbox/wire/pattern.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace certwright::sandbox {
namespace {

using Code = Handle<pcre2_code, pcre2_code_free>;
using Context = Handle<pcre2_compile_context, pcre2_compile_context_free>;
using MatchContext = Handle<pcre2_match_context, pcre2_match_context_free>;
using MatchData = Handle<pcre2_match_data, pcre2_match_data_free>;

/// Some patterns of the models backtrack; nothing that a test sends needs more.
constexpr std::uint32_t most_steps = 2'000'000;

Code compile(const std::string& text) {
    // Java writes \uHHHH; whole matches are what its Matcher.matches() means.
    const std::uint32_t options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    int problem = 0;
    PCRE2_SIZE offset = 0;
    Code code{pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), options, &problem,
                            &offset, nullptr)};
    ensure(code != nullptr, "the pattern " + text + " of a service model is not understood at offset " +
                                std::to_string(offset));
    pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);  // without it, matching is slower and the same
    return code;
}

}  // namespace

struct Pattern::Compiled {
    Code code;
    MatchContext limits;
};

Pattern::Pattern(std::string text) : text_(std::move(text)), compiled_(std::make_unique<Compiled>()) {
    compiled_->code = compile(text_);
    compiled_->limits.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(compiled_->limits.get(), most_steps);
}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

bool Pattern::matches(std::string_view value) const {
    const MatchData data{pcre2_match_data_create(1, nullptr)};
    const auto* subject = reinterpret_cast<PCRE2_SPTR>(value.data());
    const auto match = [&](std::uint32_t options) {
        return pcre2_match(compiled_->code.get(), subject, value.size(), 0, options, data.get(),
                           compiled_->limits.get());
    };
    int result = match(0);
    // The machine code has a small stack; the interpreter has the heap.
    if (result == PCRE2_ERROR_JIT_STACKLIMIT) result = match(PCRE2_NO_JIT);
    return result >= 0;
}

}  // namespace certwright::sandbox
