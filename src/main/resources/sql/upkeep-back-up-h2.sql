backup to :?file
