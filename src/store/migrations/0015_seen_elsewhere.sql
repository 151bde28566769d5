-- When somebody other than a listing last saw the certificate: a deployment (src/inventory/seen_certificate.cpp). A
-- listing that was begun before does not know of it.
ALTER TABLE aws_certificates ADD COLUMN seen_elsewhere_at BIGINT;
