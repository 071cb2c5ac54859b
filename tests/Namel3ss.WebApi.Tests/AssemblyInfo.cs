// The limit of concurrent calls is one of the whole process: two tests at once would count each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
