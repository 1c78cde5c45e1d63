namespace NumberVerify.Packages.Tests.Running;

/// <summary>An API in two files, cut as CAMARA cuts its work in progress: what all APIs share stands in a common file beside it.</summary>
internal static class SplitDocument
{
    public const string CommonFile = "common/CAMARA_common.yaml";

    public const string Common = """
        openapi: 3.0.3
        info:
          title: What all APIs share
          version: wip
        paths: {}
        components:
          securitySchemes:
            openId:
              type: openIdConnect
              openIdConnectUrl: https://example.com/.well-known/openid-configuration
          parameters:
            x-correlator:
              name: x-correlator
              in: header
              description: A value that finds the call again.
              schema:
                $ref: '#/components/schemas/XCorrelator'
          schemas:
            XCorrelator:
              type: string
              pattern: ^[a-zA-Z0-9-]{0,256}$
            PhoneNumber:
              description: A number in E.164 form.
              type: string
              pattern: '^\+[1-9][0-9]{4,14}$'
            ErrorInfo:
              description: Why the operator refused.
              type: object
              required: [status, code, message]
              properties:
                status:
                  type: integer
                code:
                  type: string
                message:
                  type: string
          responses:
            Generic400:
              description: The request was refused.
              content:
                application/json:
                  schema:
                    allOf:
                      - $ref: '#/components/schemas/ErrorInfo'
                      - type: object
                        properties:
                          code:
                            enum: [INVALID_ARGUMENT]

        """;

    private const string Api = """
        openapi: 3.0.3
        info:
          title: Number Verification
          version: wip
        servers:
          - url: '{apiRoot}/number-verification/vwip'
            variables:
              apiRoot:
                default: http://localhost:9091
        paths:
          /verify:
            post:
              summary: Compares a claimed number with the real one.
              operationId: phoneNumberVerify
              parameters:
                - $ref: '../common/CAMARA_common.yaml#/components/parameters/x-correlator'
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      $ref: '#/components/schemas/NumberVerificationRequestBody'
              responses:
                '200':
                  description: The comparison was made.
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/NumberVerificationMatchResponse'
                '400':
                  $ref: '../common/CAMARA_common.yaml#/components/responses/Generic400'
              security:
                - openId:
                    - number-verification:verify
        components:
          securitySchemes:
            openId:
              $ref: '../common/CAMARA_common.yaml#/components/securitySchemes/openId'
          schemas:
            NumberVerificationRequestBody:
              type: object
              properties:
                phoneNumber:
                  $ref: '../common/CAMARA_common.yaml#/components/schemas/PhoneNumber'
            NumberVerificationMatchResponse:
              type: object
              required: [devicePhoneNumberVerified]
              properties:
                devicePhoneNumberVerified:
                  type: boolean

        """;

    /// <summary>Writes both files below a folder and gives the path of the API's.</summary>
    public static string Write(TempFolder temp, string folder = ".", string common = Common)
    {
        temp.Write($"{folder}/{CommonFile}", common);
        return Path.GetFullPath(temp.Write($"{folder}/API_definitions/number-verification.yaml", Api));
    }
}
