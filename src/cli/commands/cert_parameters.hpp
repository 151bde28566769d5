#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

#include <string>
#include <vector>

/// What several commands on certificates of the repository take.
namespace certwright::cli {

// A request takes at most 1 MiB, of which base64 needs a third.
inline constexpr std::size_t largest_file = 700'000;

Parameter cert_name();
/// "/certificates/NAME"
std::string cert_path(const Given& given);

/// Owner, description and tags.
std::vector<Parameter> label_options();
void read_labels(const Given& given, json::object& body);
/// "KEY=VALUE" of each, as an object.
json::object pairs_of(const Given& given, const std::string& key);

/// Whether Certwright renews it by itself.
std::vector<Parameter> renewal_options();
void read_renewal(const Given& given, json::object& body);

/// What a certificate or a request says.
std::vector<Parameter> description_options();
void read_description(const Given& given, json::object& body);
std::vector<Parameter> lifetime_options();
void read_lifetime(const Given& given, json::object& body);

/// The file as the API takes it, with its name for messages.
json::object file_to_send(const std::string& path);

}  // namespace certwright::cli
