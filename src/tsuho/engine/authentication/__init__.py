"""Whether a mail is from whom it says (送信ドメイン認証), as far as bytes and given answers tell; nothing is looked up here."""
