namespace Lib;

public static partial class Chains;
