backup to ?
