#pragma once

namespace certwright::crypto {

/// From now on whatever OpenSSL frees is overwritten first: it wipes the keys that it knows of, and not the
/// buffers in which it decodes and encodes them. To be called before anything uses OpenSSL; throws
/// Fault::internal when something did.
void wipe_freed_memory();

}  // namespace certwright::crypto
