"""The list of regions."""

from ..recorder import Recorder

REGIONS = "ec2.DescribeRegions"


def run(aws: Recorder) -> None:
    aws("by default", REGIONS)
    aws("one", REGIONS, RegionNames=["eu-west-1"])
    aws("one that is off", REGIONS, RegionNames=["af-south-1"])
    aws("one that is none", REGIONS, RegionNames=["middle-earth-1"])
    aws("by a filter", REGIONS, Filters=[{"Name": "region-name", "Values": ["us-*"]}])
    aws("by an end point", REGIONS, Filters=[{"Name": "endpoint", "Values": ["ec2.eu-west-1.amazonaws.com"]}])
    aws("by an unknown filter", REGIONS, Filters=[{"Name": "colour", "Values": ["red"]}])
    aws("for a try", REGIONS, DryRun=True)
