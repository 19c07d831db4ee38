// One process per data folder; what the second one is told.

export class DataFolderTaken extends Error {
  constructor(dataFolder: string) {
    super(`Another Backchat has the data folder ${dataFolder}.`)
    this.name = 'DataFolderTaken'
  }
}
