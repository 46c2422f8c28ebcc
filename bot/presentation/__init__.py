"""Words for people: translations, pages, buttons. Everything a person reads is made here."""
