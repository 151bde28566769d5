-- Indexes that keep a page of the list quick at 100,000 certificates (bench/certificate_list.cpp).

-- The totals group by these columns, in this order, and sort nothing.
DROP INDEX aws_certificates_totals;
CREATE INDEX aws_certificates_totals
    ON aws_certificates (status, type, in_use, renewal_eligibility, missing_since, not_after);

-- Free text looks through every ARN, and needs nothing of the row but its id.
DROP INDEX aws_certificates_arn;
CREATE INDEX aws_certificates_arn ON aws_certificates (arn, id);

-- Values that few certificates have, or none.
CREATE INDEX aws_certificates_missing ON aws_certificates (id) WHERE missing_since IS NOT NULL;
CREATE INDEX aws_certificates_by_renewal_status ON aws_certificates (renewal_status) WHERE renewal_status IS NOT NULL;
CREATE INDEX aws_certificates_by_validation_method
    ON aws_certificates (validation_method) WHERE validation_method IS NOT NULL;
CREATE INDEX aws_certificates_by_details_state ON aws_certificates (details_state);
