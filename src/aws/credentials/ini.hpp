#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::aws {

using IniSection = std::map<std::string, std::string>;
/// Sections by name, in the order of the file.
using IniFile = std::vector<std::pair<std::string, IniSection>>;

/// The dialect of ~/.aws/config, which is the one of Python's configparser, because the AWS CLI reads
/// it so: `[section]`, `name = value` or `name: value`, names folded to lower case, comments from `#`
/// or `;` at the start of a line, deeper indented lines continue a value. Throws Fault::invalid with
/// the line's number, never its content, for what is none of these, and for a section or a name given
/// twice.
IniFile parse_ini(std::string_view text);

/// Splits as a POSIX shell would: blanks separate, quotes and backslashes protect. Throws
/// Fault::invalid for an open quotation.
std::vector<std::string> split_words(std::string_view text);

}  // namespace certwright::aws
