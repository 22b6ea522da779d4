"""What kind of house somebody works in, in small letters behind its name ("the Frazee turkey plant"): a pattern."""

HOUSE = (
    r"(?:\s(?!(?:as|and|in|from|until|where|when|for|with|on|at|to|but|since)\s)[a-z]{3,15})?"
    r"\s(?:plant|mill|factory|farms?|dairy|ranch|shop|store|market|school|hospital|clinic|home|hotel|motel|inn|restaurant|bakery"
    r"|church|library|warehouse|mine|quarry|shipyard|boatyard|cannery|elevator|orchard|vineyard|winery|brewery|gym|salon|garage"
    r"|diner|cafe|café|bar|pub|club|bank|lodge|resort|station|yard|depot|terminal|airport|museum|theater|theatre|prison|jail"
    r"|district|company|works|foundry|refinery|sawmill|laundry|nursery|stables?|parish)\b"
)
