/**
 * Children of each manifest element in the order in which the schema wants them
 * (https://learn.microsoft.com/office/dev/add-ins/develop/manifest-element-ordering and the reference page of each element).
 * Names are local names; `required` must be there.
 */
export interface ElementRule {
  readonly order: readonly string[];
  readonly required?: readonly string[];
}

export const STRUCTURE: Readonly<Record<string, ElementRule>> = {
  OfficeApp: {
    order: [
      "Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl",
      "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings", "Permissions",
      "Dictionary", "VersionOverrides", "ExtendedOverrides",
    ],
    required: [
      "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl",
      "Hosts", "Requirements", "DefaultSettings", "Permissions", "VersionOverrides",
    ],
  },
  AppDomains: { order: ["AppDomain"] },
  Requirements: { order: ["Sets", "Methods"] },
  Sets: { order: ["Set"] },
  DefaultSettings: { order: ["SourceLocation", "RequestedWidth", "RequestedHeight"], required: ["SourceLocation"] },
  VersionOverrides: {
    order: ["Description", "Requirements", "Hosts", "Resources", "EquivalentAddins", "WebApplicationInfo", "ExtendedPermissions", "VersionOverrides"],
    required: ["Hosts", "Resources"],
  },
  Hosts: { order: ["Host"], required: ["Host"] },
  Host: { order: ["Runtimes", "AllFormFactors", "DesktopFormFactor", "MobileFormFactor"] },
  Runtimes: { order: ["Runtime"], required: ["Runtime"] },
  AllFormFactors: { order: ["ExtensionPoint"] },
  DesktopFormFactor: { order: ["GetStarted", "FunctionFile", "ExtensionPoint"], required: ["FunctionFile"] },
  GetStarted: { order: ["Title", "Description", "LearnMoreUrl"], required: ["Title", "Description", "LearnMoreUrl"] },
  ExtensionPoint: { order: ["Script", "Page", "Metadata", "Namespace", "CustomTab", "OfficeTab", "OfficeMenu"] },
  Script: { order: ["SourceLocation"], required: ["SourceLocation"] },
  Page: { order: ["SourceLocation"], required: ["SourceLocation"] },
  Metadata: { order: ["SourceLocation"], required: ["SourceLocation"] },
  CustomTab: { order: ["OverriddenByRibbonApi", "Group", "Label", "InsertAfter", "InsertBefore"], required: ["Group", "Label"] },
  OfficeTab: { order: ["Group"] },
  OfficeMenu: { order: ["Control"], required: ["Control"] },
  Group: { order: ["OverriddenByRibbonApi", "Label", "Icon", "Control"], required: ["Label", "Icon", "Control"] },
  Control: {
    order: ["OverriddenByRibbonApi", "Label", "ToolTip", "Supertip", "Icon", "Action", "Enabled", "Items"],
    required: ["Label", "Supertip", "Icon"],
  },
  Supertip: { order: ["Title", "Description"], required: ["Title", "Description"] },
  Icon: { order: ["Image"], required: ["Image"] },
  Action: { order: ["TaskpaneId", "SourceLocation", "FunctionName", "Title", "SupportsPinning"] },
  Resources: { order: ["Images", "Urls", "ShortStrings", "LongStrings"], required: ["Images", "Urls", "ShortStrings", "LongStrings"] },
  Images: { order: ["Image"] },
  Urls: { order: ["Url"] },
  ShortStrings: { order: ["String"] },
  LongStrings: { order: ["String"] },
};

/** Elements without children of their own; what they hold is text or attributes. */
export const LEAVES: ReadonlySet<string> = new Set([
  "Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl",
  "SupportUrl", "AppDomain", "Set", "SourceLocation", "RequestedWidth", "RequestedHeight", "Permissions", "ExtendedOverrides", "Runtime",
  "Title", "LearnMoreUrl", "FunctionFile", "Namespace", "Label", "Image", "FunctionName", "TaskpaneId", "Enabled", "Url", "String",
  "OverriddenByRibbonApi", "InsertAfter", "InsertBefore", "ToolTip", "SupportsPinning",
]);
