"""What makes certificates be in use, by boto3 and the AWS CLI."""
