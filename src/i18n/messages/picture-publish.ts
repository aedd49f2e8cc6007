/** Publishing a picture, and what each audience gets. */
export const picturesPublish = {
  sv: {
    audience_coordinator: 'Samordnaren',
    audience_authorities: 'Myndigheter',
    audience_partners: 'Alla parter',
    audience_organisation: 'En organisation',
    audience_external: 'Utanför EST',
    gets_coordinator: 'Allt: exakta antal, vilka som inte har rapporterat, dina anteckningar och kartbilder.',
    gets_authorities:
      'Polis och kommun: exakta antal, allmän text, områdesanteckningar, kartbilder, åtgärder och mötet. Inte vilka som inte har rapporterat.',
    gets_partners:
      'Alla områden med antal i femtal, allmän text, områdesanteckningar, planerade evenemang, åtgärder som alla får se och mötet. Platser på 250-metersrutor.',
    gets_organisation: 'Varje organisation: sina egna områden med exakta antal, text och åtgärder där.',
    gets_external:
      'Bara texten för utomstående, antal i femtal och områden i stora drag. Inga åtgärder, inget möte och inga namn på ansvariga.',

    publishTitle: 'Publicera version {{version}}',
    publishWhat:
      'Siffror, områden, ord och metod fryses som de är nu. Senare rapporter ändrar inget; en rättelse blir en ny version. Varje mottagare får sin egen:',
    unjudged: 'Utan status: {{names}}. De publiceras utan.',
    publishNow: 'Publicera version {{version}}',
    publishing: 'Räknar, skär till för varje mottagare och fryser …',
    published: 'Version {{version}} är publicerad. Varje mottagare har nu sin.',
    correction: 'Vad är nytt i den här versionen?',
    correctionAfterMeeting: 'Efter mötet',
    correctionMissing: 'Skriv vad som är nytt i versionen.',
    correctionPersonal: 'Texten om vad som är nytt pekar på en person. Ta bort det.',
    doubtful:
      'De här orden kan peka på en person eller någons hälsa: {{words}}. Texten ska handla om platser och situationer.',
    doubtfulConfirm: 'Texten handlar inte om en person',
    doubtfulMissing: 'Bekräfta att texten inte handlar om en person, eller ändra den.',
    publishOffline:
      'Det går inte att publicera utan kontakt med servern: det är den som skär till versionerna. Det du har skrivit finns kvar.',
    publishConflict: 'Någon annan har skrivit samtidigt. Stäng och välj först vad som gäller.',
    publishRefused: 'En text sparas inte. Stäng, rätta den och försök igen.',
    publishOutrun:
      'Någon annan har publicerat en version under tiden. Läs den, ladda om sidan och publicera sedan din som nästa.',
    publishUnreachable: 'Servern svarade inte hela vägen. Se i listan om versionen finns innan du försöker igen.',
    'publish_outside-municipality': 'Servern godtog inte en plats. Ladda om sidan och försök igen.',
    'publish_end-before-start': 'Servern godtog inte en tid. Ladda om sidan och försök igen.',
    'publish_in-the-future': 'Perioden har inte börjat. Välj en som har det.',
    'publish_before-2000': 'Servern godtog inte en tid. Ladda om sidan och försök igen.',
    'publish_personal-data': 'En text pekar på en person. Stäng, ta bort det och försök igen.',
    'publish_too-long': 'Något är för långt eller för stort. Korta det och försök igen.',
    'publish_not-allowed': 'Bara kommunens samordnare publicerar. Logga in igen om du är det.',
    'publish_not-found': 'Lägesbilden finns inte längre. Gå tillbaka till listan.',
    publish_invalid: 'Servern godtog inte utkastet. Ladda om sidan och försök igen.',
  },
  en: {
    audience_coordinator: 'The coordinator',
    audience_authorities: 'Authorities',
    audience_partners: 'All partners',
    audience_organisation: 'One organisation',
    audience_external: 'Outside EST',
    gets_coordinator: 'Everything: exact counts, who has not reported, your notes and pictures of the map.',
    gets_authorities:
      'Police and municipality: exact counts, general text, notes on areas, pictures of the map, actions and the meeting. Not who has not reported.',
    gets_partners:
      'All areas with counts in fives, general text, notes on areas, planned events, actions that all may see and the meeting. Places on squares of 250 metres.',
    gets_organisation: 'Each organisation: its own areas with exact counts, text and the actions there.',
    gets_external:
      'Only the text for outsiders, counts in fives and areas in broad strokes. No actions, no meeting and no names of owners.',

    publishTitle: 'Publish version {{version}}',
    publishWhat:
      'Figures, areas, words and method are frozen as they are now. Later reports change nothing; a correction becomes a new version. Each audience gets its own:',
    unjudged: 'Without a status: {{names}}. They are published without.',
    publishNow: 'Publish version {{version}}',
    publishing: 'Computing, cutting for each audience and freezing …',
    published: 'Version {{version}} is published. Each audience now has its own.',
    correction: 'What is new in this version?',
    correctionAfterMeeting: 'After the meeting',
    correctionMissing: 'Write what is new in the version.',
    correctionPersonal: 'The text on what is new points at a person. Remove it.',
    doubtful:
      'These words may point at a person or somebody’s health: {{words}}. The text is to be about places and situations.',
    doubtfulConfirm: 'The text is not about a person',
    doubtfulMissing: 'Confirm that the text is not about a person, or change it.',
    publishOffline:
      'Publishing needs contact with the server: it is the server that cuts the versions. What you have written is kept.',
    publishConflict: 'Somebody else has written at the same time. Close this and choose what holds first.',
    publishRefused: 'One text is not saved. Close this, put it right and try again.',
    publishOutrun:
      'Somebody else has published a version meanwhile. Read it, reload the page, and then publish yours as the next.',
    publishUnreachable:
      'The server did not answer all the way. Look in the list whether the version is there before you try again.',
    'publish_outside-municipality': 'The server did not accept a place. Reload the page and try again.',
    'publish_end-before-start': 'The server did not accept a time. Reload the page and try again.',
    'publish_in-the-future': 'The period has not begun. Choose one that has.',
    'publish_before-2000': 'The server did not accept a time. Reload the page and try again.',
    'publish_personal-data': 'A text points at a person. Close this, remove it and try again.',
    'publish_too-long': 'Something is too long or too large. Shorten it and try again.',
    'publish_not-allowed': 'Only the coordinator of the municipality publishes. Sign in again if that is you.',
    'publish_not-found': 'The picture is gone. Go back to the list.',
    publish_invalid: 'The server did not accept the draft. Reload the page and try again.',
  },
} as const;
