#include "sandbox/state/state_writer.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace certwright::sandbox::state {
namespace {

/// RFC 8259 section 7: what a string cannot hold as it is. Bytes above are UTF-8 already.
bool must_be_escaped(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

}  // namespace

void StateWriter::write(const std::string& text) {
    out_ += '"';
    auto from = text.begin();
    while (true) {
        const auto to = std::find_if(from, text.end(), must_be_escaped);
        out_.append(from, to);
        if (to == text.end()) break;
        if (*to == '\n') {
            out_ += "\\n";
        } else {
            fmt::format_to(std::back_inserter(out_), FMT_COMPILE("\\u{:04x}"),
                           static_cast<unsigned char>(*to));
        }
        from = std::next(to);
    }
    out_ += '"';
}

void StateWriter::write_name(char before, std::string_view name) {
    out_ += before;
    out_ += '"';
    out_ += name;
    out_ += "\":";
}

void StateWriter::write_integer(std::int64_t number) {
    fmt::format_to(std::back_inserter(out_), FMT_COMPILE("{}"), number);
}

void StateWriter::write(double number) {
    // The shortest that is read as the same number, and never an integer.
    const auto text = fmt::format("{}", number);
    out_ += text;
    if (text.find_first_of(".e") == text.npos) out_ += ".0";
}

void StateWriter::write(const SharedText& text) {
    if (text.empty()) return write_null();
    const auto [known, is_new] = numbers_.try_emplace(&text.text(), texts_.size());
    if (is_new) texts_.push_back(text);
    write_integer(static_cast<std::int64_t>(known->second));
}

void StateWriter::write(const std::shared_ptr<const Policy>& policy) {
    if (!policy) return write_null();
    // The policy of a session is limited by another one, and that perhaps by one more.
    std::vector<std::string> texts;
    for (const Policy* each = policy.get(); each != nullptr; each = each->limit())
        texts.push_back(each->text());
    write(texts);
}

void StateWriter::write(const Zone& zone) {
    write_name('{', "origin");
    write(zone.origin().text());
    write_name(',', "records");
    char before = '[';
    for (const auto& [name, node] : zone.nodes()) {
        for (const auto& [type, set] : node) {
            out_ += before;
            write_name('{', "name");
            write(name.text());
            write_name(',', "type");
            write(dns::to_string(type));
            write_name(',', "ttl");
            write_integer(set.ttl.count());
            write_name(',', "values");
            write(set.values);
            out_ += '}';
            before = ',';
        }
    }
    out_ += before == '[' ? "[]}" : "]}";
}

}  // namespace certwright::sandbox::state
