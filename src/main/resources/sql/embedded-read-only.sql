call readonly()
