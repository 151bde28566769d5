"""EventBridge and SQS, and what ACM tells through them, by boto3 and the AWS CLI."""
