#pragma once

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace certwright::sandbox {

/// Writes a JSON text piece by piece (RFC 8259): whole trees need not exist twice for it.
class JsonWriter {
  public:
    void text(std::string_view value);
    /// A number, a boolean or null.
    void scalar(const boost::json::value& value);

    void begin_object() { begin('{'); }
    /// The name of the member whose value comes next: of a model, which has nothing to escape.
    void name(std::string_view name);
    /// The same of a map, whose keys may be anything.
    void key(std::string_view key);
    void end_object() { end('}'); }

    void begin_array() { begin('['); }
    void end_array() { end(']'); }

    std::string take() && { return std::move(written_); }

  private:
    void begin(char bracket);
    void end(char bracket);
    /// Between two elements.
    void separate();
    void quote(std::string_view text);

    std::string written_;
    bool needs_comma_ = false;
};

}  // namespace certwright::sandbox
