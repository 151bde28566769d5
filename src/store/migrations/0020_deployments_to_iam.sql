-- Where a server certificate is put in IAM: CloudFront takes those below /cloudfront/.
ALTER TABLE deployments ADD COLUMN path TEXT NOT NULL DEFAULT '/' CHECK (path <> '');
