#pragma once

#include "x509/bundle/intake.hpp"

namespace certwright::x509 {

/// Takes in whatever structure that is, told by its shape: labels of PEM blocks and names of files are often
/// wrong. What is wrong with it is a flaw.
void read_structure(Intake& intake, BytesView der, const Origin& origin);

/// The same for a file, which may hold several, one behind the other.
void read_structures(Intake& intake, BytesView der, const Origin& origin);

}  // namespace certwright::x509
